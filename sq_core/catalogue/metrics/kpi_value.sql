/*
title = { zh = "KPI 数值", en = "KPI value" }
means = { zh = "上传的 KPI 数值，原样显示；没有样本量的不跨地区或月份合并", en = "Uploaded KPI values as they are; without a sample size they are never rolled up over regions or months" }
unit = "row"
better = "near"
section = "2.3"
combine = "last"
within = "kpi"
check = 25.97453396
*/
select
    period,
    kpi,
    region,
    unit,
    value as num,
    n as den,
    n
from kpi_month
where value is not null
