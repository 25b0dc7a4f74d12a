/*
title = { zh = "感知均值", en = "Mean perception" }
means = { zh = "成对题项的感知分，先按答卷、再对答卷平均", en = "Perception over paired items, first within a response, then over responses" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
check = 5.267587157
*/
select
    period,
    region,
    channel,
    segment,
    sum(perception) as num,
    count(*) as den,
    count(*) as n,
    sum(perception * perception) as ss
from response_pair
group by period, region, channel, segment
