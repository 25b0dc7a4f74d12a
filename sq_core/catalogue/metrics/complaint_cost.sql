/*
title = { zh = "投诉成本", en = "Cost of complaints" }
means = { zh = "投诉的赔付与处理成本之和；n 为写明成本的投诉件数", en = "Compensation and handling cost of complaints added up; n counts those that state a cost" }
unit = "cny"
better = "down"
section = "2.1"
combine = "sum"
check = 14614.0
*/
select
    period,
    region,
    channel,
    type,
    severity,
    sum(cost) as num,
    cast(null as bigint) as den,
    count(cost) as n
from complaint
where cost is not null
group by period, region, channel, type, severity
