/*
title = { zh = "题项期望", en = "Expectation by item" }
means = { zh = "每个成对题项的平均期望分，即客户口中的重要性；不跨题项合并", en = "Mean expectation of each paired item, which is the importance customers state; not for rolling up over items" }
unit = "score"
better = "near"
section = "2.1"
interval = "mean"
within = "item"
check = 132.3032998
*/
select
    period,
    region,
    channel,
    segment,
    item,
    sum(expectation) as num,
    count(*) as den,
    count(*) as n,
    sum(expectation * expectation) as ss
from answered
where expectation is not null and perception is not null
group by period, region, channel, segment, item
