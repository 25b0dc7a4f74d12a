/*
title = { zh = "准时率", en = "On-time rate" }
means = { zh = "在承诺时间内完成的占比；由 KPI 表按样本量加权汇总", en = "Share completed within the promised time; rolled up from the KPI sheet by sample size" }
unit = "percent"
better = "up"
section = "2.3"
interval = "wilson"
check = 0.9453505856
*/
select
    period,
    region,
    sum(value * n) as num,
    sum(n) as den,
    sum(n) as n
from kpi_month
where kpi = 'on_time_rate' and value is not null
group by period, region
