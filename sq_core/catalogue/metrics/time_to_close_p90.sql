/*
title = { zh = "处理时长第九十百分位", en = "90th percentile of time to close" }
means = { zh = "十分之九的事件在这个时长之内关闭；按受理月份计，只计已关闭的，从受理到关闭的小时数", en = "Nine in ten events are closed within this time; by the month they were opened in, closed ones only, hours from opening to closing" }
unit = "hours"
better = "down"
section = "2.1"
combine = "quantile"
quantile = 0.9
interval = "order"
check = 61.80666667
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
