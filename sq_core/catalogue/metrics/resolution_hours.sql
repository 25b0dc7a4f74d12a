/*
title = { zh = "处理时长", en = "Resolution time" }
means = { zh = "从受理到解决的平均小时数；由 KPI 表按样本量加权汇总", en = "Mean hours from opening to resolution; rolled up from the KPI sheet by sample size" }
unit = "hours"
better = "down"
section = "2.3"
interval = "none"
check = 24.05675047
*/
select
    period,
    region,
    sum(value * n) as num,
    sum(n) as den,
    sum(n) as n
from kpi_month
where kpi = 'resolution_hours' and value is not null
group by period, region
