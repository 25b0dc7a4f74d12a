/*
title = { zh = "一次解决率", en = "First-contact resolution" }
means = { zh = "首次接触即解决的占比；由 KPI 表按样本量加权汇总", en = "Share resolved at the first contact; rolled up from the KPI sheet by sample size" }
unit = "percent"
better = "up"
section = "2.3"
interval = "wilson"
check = 0.7913753368
*/
select
    period,
    region,
    sum(value * n) as num,
    sum(n) as den,
    sum(n) as n
from kpi_month
where kpi = 'first_contact_resolution' and value is not null
group by period, region
