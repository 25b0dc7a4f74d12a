/*
title = { zh = "绩效均分（SERVPERF）", en = "Performance score (SERVPERF)" }
means = { zh = "五个维度题项和成对题项的感知分，不论有没有问期望；先按答卷、再对答卷平均", en = "Perception over the items of the five dimensions and over pairs, whether or not expectation was asked; first within a response, then over responses" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
check = 5.267160266
*/
with scores as (
    select
        period,
        region,
        channel,
        segment,
        avg(perception) as score
    from answered
    where
        perception is not null
        and (
            expectation is not null
            or construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy')
        )
    group by batch, row_no, period, region, channel, segment
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
from scores
group by period, region, channel, segment
