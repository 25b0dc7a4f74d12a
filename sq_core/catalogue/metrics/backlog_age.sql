/*
title = { zh = "未结事件平均已等天数", en = "Mean age of the backlog" }
means = { zh = "期末仍未关闭的服务事件从受理起平均已等多少天", en = "How many days the service events still open at the end of the period have waited on average since they were opened" }
unit = "days"
better = "down"
section = "2.1"
combine = "stock"
until = "event_horizon"
interval = "mean"
check = 14.24212963
*/
select
    period,
    region,
    channel,
    type,
    severity,
    sum(age_days) as num,
    count(*) as den,
    count(*) as n,
    sum(age_days * age_days) as ss
from event_open
group by period, region, channel, type, severity
