/*
title = { zh = "未结事件", en = "Backlog" }
means = { zh = "期末仍未关闭的服务事件件数；已取消的不计", en = "Service events still open at the end of the period; cancelled ones do not count" }
unit = "count"
better = "down"
section = "2.1"
combine = "stock"
until = "event_horizon"
check = 12.0
*/
select
    period,
    region,
    channel,
    type,
    severity,
    count(*) as num,
    cast(null as bigint) as den,
    cast(null as bigint) as n
from event_open
group by period, region, channel, type, severity
