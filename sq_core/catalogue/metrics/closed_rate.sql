/*
title = { zh = "关闭率", en = "Closed share" }
means = { zh = "当期受理的服务事件中已经关闭的占比；已取消的不计", en = "Share of the service events opened in the period that are closed by now; cancelled ones do not count" }
unit = "percent"
better = "up"
section = "2.1"
interval = "wilson"
check = 0.9980897803
*/
select
    period,
    region,
    channel,
    type,
    severity,
    count(*) filter (where closed is not null) as num,
    count(*) as den,
    count(*) as n
from service_event
where not cancelled
group by period, region, channel, type, severity
