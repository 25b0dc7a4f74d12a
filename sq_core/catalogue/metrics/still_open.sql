/*
title = { zh = "至今未关闭", en = "Still open" }
means = { zh = "当期受理的服务事件中至今没有关闭的件数；已取消的不计", en = "Service events opened in the period that have not been closed to this day; cancelled ones do not count" }
unit = "count"
better = "down"
section = "2.1"
combine = "sum"
check = 2.0
*/
select
    period,
    region,
    channel,
    type,
    severity,
    count(*) filter (where closed is null) as num,
    cast(null as bigint) as den,
    count(*) as n
from service_event
where not cancelled
group by period, region, channel, type, severity
