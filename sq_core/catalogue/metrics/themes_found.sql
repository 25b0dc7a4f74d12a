/*
title = { zh = "归入主题的投诉", en = "Complaints with a theme" }
means = { zh = "有内容的投诉中至少归入一个主题的占比；没有原话时以类型和细类的用词代替", en = "Share of the complaints that say anything which at least one theme names; without a text the words of type and detail stand in" }
unit = "percent"
better = "up"
section = "2.1"
interval = "wilson"
check = 0.9702970297
*/
with told as (
    select distinct
        batch,
        row_no,
        period,
        region,
        channel,
        theme <> 'none' as named
    from complaint_theme
)

select
    period,
    region,
    channel,
    count(*) filter (where named) as num,
    count(*) as den,
    count(*) as n
from told
group by period, region, channel
