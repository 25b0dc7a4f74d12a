/*
title = { zh = "可靠性差距", en = "Reliability gap" }
means = { zh = "可靠性维度的感知减期望，先按答卷、再对答卷平均", en = "Perception less expectation in the dimension reliability, first within a response, then over responses" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
check = -0.9212841855
*/
with gaps as (
    select
        period,
        region,
        channel,
        segment,
        (perception_sum - expectation_sum) / answers as gap
    from response_gap
    where construct = 'reliability'
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
