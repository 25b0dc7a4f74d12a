/*
title = { zh = "总差距（按百分权重）", en = "Overall gap, weighted by points" }
means = { zh = "每份答卷的五个维度差距按它自己分配的 100 分加权，再对答卷平均", en = "Each response's gaps of the five dimensions weighted by the 100 points it gave itself, then averaged over responses" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
check = -0.8754884523
*/
with gaps as (
    select
        period,
        region,
        channel,
        segment,
        sum(weight * gap) as gap
    from response_weighted
    group by batch, row_no, period, region, channel, segment
)

select
    period,
    region,
    channel,
    segment,
    sum(gap) as num,
    count(*) as den,
    count(*) as n,
    sum(gap * gap) as ss
from gaps
group by period, region, channel, segment
