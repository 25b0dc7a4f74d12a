/*
title = { zh = "有据的驱动因素", en = "Drivers with evidence" }
means = { zh = "证据等级为 A 或 B 的驱动因素占比", en = "Share of drivers whose evidence is graded A or B" }
unit = "percent"
better = "up"
section = "1.2"

check = 0.75
*/
select
    cast(null as date) as period,
    class,
    count(*) filter (where evidence in ('A', 'B')) as num,
    count(*) as den,
    count(*) as n
from drivers
group by class
