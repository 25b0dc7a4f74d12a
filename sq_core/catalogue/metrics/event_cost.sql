/*
title = { zh = "事件处理成本", en = "Cost of service events" }
means = { zh = "服务事件的处理成本之和，按受理月份计；n 为写明成本的件数", en = "Handling cost of service events added up, by the month they were opened in; n counts those that state a cost" }
unit = "cny"
better = "down"
section = "2.1"
combine = "sum"
check = 76638.0
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
from service_event
where cost is not null
group by period, region, channel, type, severity
