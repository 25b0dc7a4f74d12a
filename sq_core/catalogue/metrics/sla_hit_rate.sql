/*
title = { zh = "时限达成率", en = "SLA hit rate" }
means = { zh = "有时限的服务事件中按时关闭的占比；未关闭而已过时限的算未达成，未到时限的不计", en = "Share of service events with a due time that were closed in time; those open past it are misses, those not due yet do not count" }
unit = "percent"
better = "up"
section = "2.1"
interval = "wilson"
check = 0.8729703916
*/
select
    event.period,
    event.region,
    event.channel,
    event.type,
    event.severity,
    count(*) filter (where event.closed <= event.due) as num,
    count(*) as den,
    count(*) as n
from service_event as event
cross join today
where not event.cancelled and event.due is not null and (event.closed is not null or event.due < today.today + interval 1 day)
group by event.period, event.region, event.channel, event.type, event.severity
