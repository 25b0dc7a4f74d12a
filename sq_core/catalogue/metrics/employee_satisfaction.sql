/*
title = { zh = "员工满意率", en = "Employee satisfaction" }
means = { zh = "员工调查中表示满意的占比；由 KPI 表按样本量加权汇总", en = "Share of employees who say they are satisfied; rolled up from the KPI sheet by sample size" }
unit = "percent"
better = "up"
section = "2.3"
interval = "wilson"
check = 0.7476399862
*/
select
    period,
    region,
    sum(value * n) as num,
    sum(n) as den,
    sum(n) as n
from kpi_month
where kpi = 'employee_satisfaction' and value is not null
group by period, region
