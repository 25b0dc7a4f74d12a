/*
title = { zh = "权重经过换算的答卷", en = "Responses with rescaled points" }
means = { zh = "分配给五个维度的分数合计不是 100、按比例换算的答卷份数", en = "Responses whose points for the five dimensions do not add up to 100 and were rescaled" }
unit = "count"
better = "down"
combine = "sum"
section = "3.1"
check = 25.0
*/
with totals as (
    select
        period,
        region,
        channel,
        segment,
        max(total) as total
    from response_points
    group by batch, row_no, period, region, channel, segment
)

select
    period,
    region,
    channel,
    segment,
    count(*) filter (where total > 0 and abs(total - 100) > 0.005) as num,
    cast(null as bigint) as den,
    count(*) as n
from totals
group by period, region, channel, segment
