-- 投诉的主题 | Themes of complaints
-- One row a complaint and theme; none where no theme names it. A Latin word may go on with an ending: a stem finds plural
-- and tenses. A word inside a longer word of another theme that is found too does not count, and a theme is dropped where
-- one of its excluded words is found.
with told as materialized (
    select
        batch,
        row_no,
        period,
        region,
        channel,
        type,
        own_words,
        plain,
        latin
    from complaint_said
),

words as materialized (
    select
        theme,
        excludes,
        latin,
        word
    from theme_word
),

found as materialized (
    select
        told.batch,
        told.row_no,
        words.theme,
        words.excludes,
        words.word
    from told
    inner join words on contains(told.plain, words.word)
    where not words.latin and told.plain <> ''
    union all
    select
        told.batch,
        told.row_no,
        words.theme,
        words.excludes,
        words.word
    from told
    inner join words on contains(told.latin, words.word)
    where
        words.latin
        and told.latin <> ''
        and list_has_any(
            list_transform(string_split(told.latin, words.word)[2:], lambda rest: string_split(rest, ' ')[1]),  -- noqa: RF02
            ['', 'e', 's', 'es', 'd', 'ed', 'ing', 'ings', 'y', 'ies', 'ied']
        )
),

inside as (
    select
        short.theme,
        short.word,
        long.theme as other_theme,
        long.word as longer_word
    from words as short
    inner join words as long on contains(long.word, short.word)
    where
        not short.excludes
        and not long.excludes
        and short.theme <> long.theme
        and length(long.word) > length(short.word)
),

hidden as (
    select distinct
        hit.batch,
        hit.row_no,
        hit.theme,
        hit.word
    from found as hit
    inner join inside on hit.theme = inside.theme and hit.word = inside.word
    inner join found as longer
        on
            hit.batch = longer.batch
            and hit.row_no = longer.row_no
            and inside.other_theme = longer.theme
            and inside.longer_word = longer.word
),

named as (
    select distinct
        hit.batch,
        hit.row_no,
        hit.theme
    from found as hit
    anti join found as barred
        on
            hit.batch = barred.batch
            and hit.row_no = barred.row_no
            and hit.theme = barred.theme
            and barred.excludes
    anti join hidden
        on
            hit.batch = hidden.batch
            and hit.row_no = hidden.row_no
            and hit.theme = hidden.theme
            and hit.word = hidden.word
    where not hit.excludes
)

select
    told.batch,
    told.row_no,
    told.period,
    told.region,
    told.channel,
    told.type,
    told.own_words,
    coalesce(named.theme, 'none') as theme
from told
left join named on told.batch = named.batch and told.row_no = named.row_no
