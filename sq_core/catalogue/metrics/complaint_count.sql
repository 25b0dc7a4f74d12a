/*
title = { zh = "投诉件数", en = "Complaints" }
means = { zh = "收到的投诉件数，按收到月份计", en = "Number of complaints, by the month they were received in" }
unit = "count"
better = "down"
section = "2.1"
combine = "sum"
check = 101.0
*/
select
    period,
    region,
    channel,
    type,
    severity,
    count(*) as num,
    cast(null as bigint) as den,
    count(*) as n
from complaint
group by period, region, channel, type, severity
