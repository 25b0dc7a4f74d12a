/*
title = { zh = "写有原话的投诉", en = "Complaints with a text" }
means = { zh = "投诉中写有客户原话的占比", en = "Share of the complaints that carry the customer's own words" }
unit = "percent"
better = "up"
section = "2.1"
interval = "wilson"
check = 1.0
*/
select
    period,
    region,
    channel,
    type,
    count(text) as num,
    count(*) as den,
    count(*) as n
from complaint
group by period, region, channel, type
