/*
title = { zh = "服务差距", en = "Service gap" }
means = { zh = "感知减期望（P−E），先按答卷、再对答卷平均；负值表示低于期望", en = "Perception less expectation (P−E), first within a response, then over responses; negative means below expectation" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
check = -0.7460568556
*/
select
    period,
    region,
    channel,
    segment,
    sum(perception - expectation) as num,
    count(*) as den,
    count(*) as n,
    sum((perception - expectation) * (perception - expectation)) as ss
from response_pair
group by period, region, channel, segment
