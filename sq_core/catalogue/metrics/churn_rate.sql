/*
title = { zh = "客户流失率", en = "Churn rate" }
means = { zh = "当月流失客户占月初客户的比例；由 KPI 表按样本量加权汇总", en = "Share of customers at the month's start who left within it; rolled up from the KPI sheet by sample size" }
unit = "percent"
better = "down"
section = "2.3"
interval = "wilson"
check = 0.01321100142
*/
select
    period,
    region,
    sum(value * n) as num,
    sum(n) as den,
    sum(n) as n
from kpi_month
where kpi = 'churn_rate' and value is not null
group by period, region
