/*
title = { zh = "题项差距", en = "Gap by item" }
means = { zh = "每个题项的感知减期望；不跨题项合并", en = "Perception less expectation of each item; not for rolling up over items" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
within = "item"
check = -16.42168919
*/
select
    period,
    region,
    channel,
    segment,
    item,
    construct,
    sum(perception - expectation) as num,
    count(*) as den,
    count(*) as n,
    sum((perception - expectation) * (perception - expectation)) as ss
from answered
where expectation is not null and perception is not null
group by period, region, channel, segment, item, construct
