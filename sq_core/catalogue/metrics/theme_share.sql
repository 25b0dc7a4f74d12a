/*
title = { zh = "主题占比", en = "Share of a theme" }
means = { zh = "说到该主题的投诉占有内容的投诉的比例；一件可以属于几个主题，各主题之和可超过 100%", en = "Share of the complaints that say anything which speak of the theme; one may speak of several, so themes may add up to more than 100%" }
unit = "percent"
better = "down"
section = "2.1"
interval = "wilson"
within = "theme"
check = 1.168316832
*/
with themed as materialized (
    select
        batch,
        row_no,
        period,
        region,
        channel,
        theme
    from complaint_theme
),

groups as (
    select
        period,
        region,
        channel,
        count(distinct row(batch, row_no)) as told
    from themed
    group by period, region, channel
),

hits as (
    select
        period,
        region,
        channel,
        theme,
        count(*) as named
    from themed
    group by period, region, channel, theme
),

known as (
    select theme from theme_stated
    union all
    select 'none' as theme
)

select
    groups.period,
    groups.region,
    groups.channel,
    known.theme,
    coalesce(hits.named, 0) as num,
    groups.told as den,
    groups.told as n
from groups
cross join known
left join hits
    on
        groups.period is not distinct from hits.period
        and groups.region is not distinct from hits.region
        and groups.channel is not distinct from hits.channel
        and known.theme = hits.theme
