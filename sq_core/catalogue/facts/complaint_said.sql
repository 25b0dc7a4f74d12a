-- 客户说了什么 | What was said
-- One row a complaint that says anything, folded: as it is without spaces, and its Latin words between single spaces.
-- Where there is no text, the words of its stated type and detail stand in.
with told as (
    select
        batch,
        row_no,
        period,
        region,
        channel,
        type,
        text is not null as own_words,
        translate(
            coalesce(text, concat_ws(' ', type, detail)),
            'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９　',
            'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '
        ) as words
    from complaint
    where coalesce(text, type, detail) is not null
)

select
    batch,
    row_no,
    period,
    region,
    channel,
    type,
    own_words,
    case when regexp_matches(words, '[^\x00-\x7f]') then regexp_replace(lower(words), '\s+', '', 'g') else '' end as plain,
    case
        when regexp_matches(words, '[A-Za-z]')
            then ' ' || regexp_replace(lower(strip_accents(words)), '[^a-z0-9]+', ' ', 'g') || ' '
        else ''
    end as latin
from told
