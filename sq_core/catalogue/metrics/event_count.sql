/*
title = { zh = "服务事件数", en = "Service events" }
means = { zh = "受理的服务事件件数，按受理月份计", en = "Number of service events, by the month they were opened in" }
unit = "count"
better = "near"
section = "2.1"
combine = "sum"
check = 1058.0
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
from service_event
group by period, region, channel, type, severity
