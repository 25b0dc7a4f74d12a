/*
title = { zh = "首次解决占比", en = "Resolved at first contact" }
means = { zh = "记录了是否首次解决的服务事件中，第一次接触就解决的占比", en = "Share of the service events that say so which were resolved at the first contact" }
unit = "percent"
better = "up"
section = "2.1"
interval = "wilson"
check = 0.7224880383
*/
select
    period,
    region,
    channel,
    type,
    severity,
    count(*) filter (where first_contact) as num,
    count(*) as den,
    count(*) as n
from service_event
where first_contact is not null
group by period, region, channel, type, severity
