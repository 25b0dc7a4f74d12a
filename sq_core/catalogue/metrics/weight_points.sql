/*
title = { zh = "维度权重（百分）", en = "Weight of a dimension (of 100)" }
means = { zh = "答卷把 100 分分给五个维度；合计不是 100 的按比例换算，全为 0 的不计；不跨维度合并", en = "Responses split 100 points over the five dimensions; a total other than 100 is rescaled, all zero is left out; not for rolling up over dimensions" }
unit = "points"
better = "near"
section = "3.1"
interval = "mean"
within = "construct"
check = 100
*/
with shares as (
    select
        period,
        region,
        channel,
        segment,
        construct,
        100 * points / total as share
    from response_points
    where total > 0
)

select
    period,
    region,
    channel,
    segment,
    construct,
    sum(share) as num,
    count(*) as den,
    count(*) as n,
    sum(share * share) as ss
from shares
group by period, region, channel, segment, construct
