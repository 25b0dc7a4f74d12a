/*
title = { zh = "差错率", en = "Defect rate" }
means = { zh = "出现差错的服务占比；由 KPI 表按样本量加权汇总", en = "Share of services with a defect; rolled up from the KPI sheet by sample size" }
unit = "percent"
better = "down"
section = "2.3"
interval = "wilson"
check = 0.0215586409
*/
select
    period,
    region,
    sum(value * n) as num,
    sum(n) as den,
    sum(n) as n
from kpi_month
where kpi = 'defect_rate' and value is not null
group by period, region
