/*
title = { zh = "处理时长中位数", en = "Median time to close" }
means = { zh = "一半的事件在这个时长之内关闭；按受理月份计，只计已关闭的，从受理到关闭的小时数", en = "Half of the events are closed within this time; by the month they were opened in, closed ones only, hours from opening to closing" }
unit = "hours"
better = "down"
section = "2.1"
combine = "quantile"
quantile = 0.5
interval = "order"
check = 13.21666667
*/
select
    period,
    region,
    channel,
    type,
    severity,
    hours as value
from service_event
where hours is not null
