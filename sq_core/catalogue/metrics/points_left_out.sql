/*
title = { zh = "权重全为零的答卷", en = "Responses with all points zero" }
means = { zh = "给五个维度都是 0 分、因而不计入权重的答卷份数", en = "Responses that gave every dimension zero points and are left out of the weights" }
unit = "count"
better = "down"
combine = "sum"
section = "3.1"
check = 6.0
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
    count(*) filter (where total <= 0) as num,
    cast(null as bigint) as den,
    count(*) as n
from totals
group by period, region, channel, segment
