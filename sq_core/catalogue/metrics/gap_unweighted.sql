/*
title = { zh = "总差距（不加权）", en = "Overall gap, unweighted" }
means = { zh = "五个维度差距的平均，每个维度算一份；先按答卷、再对答卷平均", en = "The mean of the gaps of the five dimensions, each counting once; first within a response, then over responses" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
check = -0.7422195799
*/
with gaps as (
    select
        period,
        region,
        channel,
        segment,
        avg((perception_sum - expectation_sum) / answers) as gap
    from response_gap
    where construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy')
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
