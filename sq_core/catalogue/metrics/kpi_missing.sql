/*
title = { zh = "缺失的 KPI 值", en = "Missing KPI values" }
means = { zh = "KPI 表中登记了月份和地区、但没有数值的格数；缺失不等于零", en = "Cells of the KPI sheet that name a month and a region but hold no value; missing is not zero" }
unit = "count"
better = "down"
section = "2.3"
combine = "sum"
check = 0.0
*/
select
    period,
    region,
    count(*) filter (where value is null) as num,
    cast(null as bigint) as den,
    count(*) as n
from kpi_month
group by period, region
