/*
title = { zh = "维度感知", en = "Perception by dimension" }
means = { zh = "每个维度成对题项的感知分，先按答卷、再对答卷平均；不跨维度合并", en = "Perception over the paired items of a dimension, first within a response, then over responses; not for rolling up over dimensions" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
within = "construct"
check = 26.35398335
*/
select
    period,
    region,
    channel,
    segment,
    construct,
    sum(perception_sum / answers) as num,
    count(*) as den,
    count(*) as n,
    sum((perception_sum / answers) * (perception_sum / answers)) as ss
from response_gap
where construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy')
group by period, region, channel, segment, construct
