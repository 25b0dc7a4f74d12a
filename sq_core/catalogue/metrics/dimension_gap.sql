/*
title = { zh = "维度差距", en = "Gap by dimension" }
means = { zh = "每个维度的感知减期望，先按答卷、再对答卷平均；不跨维度合并", en = "Perception less expectation of each dimension, first within a response, then over responses; not for rolling up over dimensions" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
within = "construct"
check = -3.711097899
*/
with gaps as (
    select
        period,
        region,
        channel,
        segment,
        construct,
        (perception_sum - expectation_sum) / answers as gap
    from response_gap
    where construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy')
)

select
    period,
    region,
    channel,
    segment,
    construct,
    sum(gap) as num,
    count(*) as den,
    count(*) as n,
    sum(gap * gap) as ss
from gaps
group by period, region, channel, segment, construct
