/*
title = { zh = "有据的价值贡献", en = "Contributions with evidence" }
means = { zh = "证据等级为 A 或 B 的价值贡献占比", en = "Share of value contributions whose evidence is graded A or B" }
unit = "percent"
better = "up"
section = "1.3"

check = 0.875
*/
select
    cast(null as date) as period,
    dimension,
    count(*) filter (where evidence in ('A', 'B')) as num,
    count(*) as den,
    count(*) as n
from contributions
group by dimension
