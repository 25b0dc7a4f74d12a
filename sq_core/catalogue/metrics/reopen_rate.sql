/*
title = { zh = "重开率", en = "Reopen rate" }
means = { zh = "记录了重开次数的服务事件中，关闭后又重新打开过的占比", en = "Share of the service events that count reopenings which were opened again after closing" }
unit = "percent"
better = "down"
section = "2.1"
interval = "wilson"
check = 0.06889952153
*/
select
    period,
    region,
    channel,
    type,
    severity,
    count(*) filter (where reopened > 0) as num,
    count(*) as den,
    count(*) as n
from service_event
where reopened is not null
group by period, region, channel, type, severity
