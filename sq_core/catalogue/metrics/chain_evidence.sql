/*
title = { zh = "由数据估计的环节", en = "Links estimated from figures" }
means = { zh = "服务利润链各环节中，由足够多的单位月份估计、而不是假设的占比", en = "Share of the links of the chain that are estimated from enough unit months and not assumed" }
unit = "percent"
better = "up"
section = "3.2"
combine = "model"
model = "chain_evidence"
dimensions = []
check = 0.8571428571
*/
select
    branch,
    period,
    employee_satisfaction,
    employee_turnover,
    service_quality,
    customer_satisfaction,
    retention,
    revenue,
    profit,
    (select count(*) from chain_links) as links
from chain_unit
