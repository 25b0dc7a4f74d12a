/*
title = { zh = "投诉率", en = "Complaint rate" }
means = { zh = "每次服务引起投诉的占比；由 KPI 表按样本量加权汇总", en = "Share of services that led to a complaint; rolled up from the KPI sheet by sample size" }
unit = "percent"
better = "down"
section = "2.3"
interval = "wilson"
check = 0.01390087521
*/
select
    period,
    region,
    sum(value * n) as num,
    sum(n) as den,
    sum(n) as n
from kpi_month
where kpi = 'complaint_rate' and value is not null
group by period, region
