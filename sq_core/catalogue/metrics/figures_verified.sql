/*
title = { zh = "已核实数字占比", en = "Figures verified" }
means = { zh = "标杆表中状态为“已核实”的数字占比", en = "Share of benchmark figures whose status is verified" }
unit = "percent"
better = "up"
section = "1.1"
interval = "none"
check = 0.0
*/
select
    cast(null as date) as period,
    section,
    count(*) filter (where status = 'verified') as num,
    count(*) as den,
    count(*) as n
from benchmarks
group by section
