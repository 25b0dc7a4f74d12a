/*
title = { zh = "维度绩效（SERVPERF）", en = "Performance by dimension (SERVPERF)" }
means = { zh = "每个维度全部感知分，不论有没有问期望；先按答卷、再对答卷平均；不跨维度合并", en = "All perception scores of a dimension, whether or not expectation was asked; first within a response, then over responses; not for rolling up over dimensions" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
within = "construct"
check = 26.35027745
*/
with scores as (
    select
        period,
        region,
        channel,
        segment,
        construct,
        avg(perception) as score
    from answered
    where
        construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy')
        and perception is not null
    group by batch, row_no, period, region, channel, segment, construct
)

select
    period,
    region,
    channel,
    segment,
    construct,
    sum(score) as num,
    count(*) as den,
    count(*) as n,
    sum(score * score) as ss
from scores
group by period, region, channel, segment, construct
