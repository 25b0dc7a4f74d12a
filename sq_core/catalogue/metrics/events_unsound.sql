/*
title = { zh = "时间有误的事件", en = "Events with impossible times" }
means = { zh = "关闭早于受理，或受理时间在今天之后的服务事件件数；它们不计时长", en = "Service events closed before they were opened, or opened after today; they give no duration" }
unit = "count"
better = "down"
section = "2.1"
combine = "sum"
check = 0.0
*/
select
    event.period,
    event.region,
    event.channel,
    event.type,
    event.severity,
    count(*) filter (where event.closed < event.opened or event.opened >= today.today + interval 1 day) as num,
    cast(null as bigint) as den,
    count(*) as n
from service_event as event
cross join today
group by event.period, event.region, event.channel, event.type, event.severity
