/*
title = { zh = "有矛盾的数字", en = "Figures contradicted" }
means = { zh = "标杆表中被其他来源反驳的数字个数", en = "Benchmark figures that another source contradicts" }
unit = "count"
better = "down"
section = "1.1"
combine = "sum"
check = 1.0
*/
select
    cast(null as date) as period,
    section,
    count(*) filter (where status = 'contradicted') as num,
    cast(null as bigint) as den,
    count(*) as n
from benchmarks
group by section
