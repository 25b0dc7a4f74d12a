/*
title = { zh = "维度期望", en = "Expectation by dimension" }
means = { zh = "每个维度成对题项的期望分，先按答卷、再对答卷平均；不跨维度合并", en = "Expectation over the paired items of a dimension, first within a response, then over responses; not for rolling up over dimensions" }
unit = "score"
better = "near"
section = "3.1"
interval = "mean"
within = "construct"
check = 30.06508125
*/
select
    period,
    region,
    channel,
    segment,
    construct,
    sum(expectation_sum / answers) as num,
    count(*) as den,
    count(*) as n,
    sum((expectation_sum / answers) * (expectation_sum / answers)) as ss
from response_gap
where construct is not null
group by period, region, channel, segment, construct
