/*
title = { zh = "题项感知", en = "Perception by item" }
means = { zh = "每个成对题项的平均感知分；不跨题项合并", en = "Mean perception of each paired item; not for rolling up over items" }
unit = "score"
better = "up"
section = "2.1"
interval = "mean"
within = "item"
check = 115.8816106
*/
select
    period,
    region,
    channel,
    segment,
    item,
    sum(perception) as num,
    count(*) as den,
    count(*) as n,
    sum(perception * perception) as ss
from answered
where expectation is not null and perception is not null
group by period, region, channel, segment, item
