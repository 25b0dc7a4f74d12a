/*
title = { zh = "单位月份", en = "Unit months" }
means = { zh = "服务利润链可用的单位月份数，重复载入的只算最后一次", en = "Unit months at hand for the service-profit chain; of a month loaded twice the last counts" }
unit = "count"
better = "up"
combine = "sum"
section = "3.2"
check = 72.0
*/
select
    period,
    branch,
    count(*) as num,
    cast(null as bigint) as den,
    count(*) as n
from chain_unit
group by period, branch
