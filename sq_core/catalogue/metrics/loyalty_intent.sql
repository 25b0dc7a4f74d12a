/*
title = { zh = "续用意愿", en = "Loyalty intent" }
means = { zh = "续用意愿题项换算到 0 至 100 分后的平均", en = "Mean of the loyalty items on 0 to 100" }
unit = "points"
better = "up"
section = "1.3"
interval = "mean"
check = 66.04342581
*/
with scaled as (
    select
        period,
        region,
        channel,
        segment,
        100 * (perception - scale_low) / nullif(scale_high - scale_low, 0) as score
    from answered
    where construct = 'loyalty' and perception is not null
)

select
    period,
    region,
    channel,
    segment,
    sum(score) as num,
    count(*) as den,
    count(*) as n,
    sum(score * score) as ss
from scaled
group by period, region, channel, segment
