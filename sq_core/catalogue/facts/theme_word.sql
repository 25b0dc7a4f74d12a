-- 主题用词 | Words of the themes
-- One row a word of a theme, folded as texts are. A word with Latin letters only begins at a word; others stand anywhere.
with listed as (
    select
        theme,
        false as excludes,
        unnest(string_split_regex(words_zh, '[、，,；;|\n]+')) as said
    from theme_stated
    union all
    select
        theme,
        false as excludes,
        unnest(string_split_regex(words_en, '[、，,；;|\n]+')) as said
    from theme_stated
    union all
    select
        theme,
        true as excludes,
        unnest(string_split_regex(excluded, '[、，,；;|\n]+')) as said
    from theme_stated
),

narrow as (
    select
        theme,
        excludes,
        lower(
            translate(
                said,
                'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９　',
                'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '
            )
        ) as said
    from listed
),

folded as (
    select distinct
        theme,
        excludes,
        regexp_full_match(strip_accents(said), '[a-z0-9 ''./&-]+') as latin,
        trim(regexp_replace(strip_accents(said), '[^a-z0-9]+', ' ', 'g')) as stem,
        regexp_replace(said, '\s+', '', 'g') as plain
    from narrow
)

select
    theme,
    excludes,
    latin,
    case when latin then ' ' || stem else plain end as word
from folded
where case when latin then length(stem) > 1 else length(plain) > 0 end
