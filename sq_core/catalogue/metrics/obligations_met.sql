/*
title = { zh = "义务达成率", en = "Obligations met" }
means = { zh = "政策义务中已达成的占比", en = "Share of policy obligations that have been met" }
unit = "percent"
better = "up"
section = "1.4"

check = 0.375
*/
select
    cast(null as date) as period,
    class,
    count(*) filter (where progress = 'met') as num,
    count(*) as den,
    count(*) as n
from policies
where obligation_zh is not null or obligation_en is not null
group by class
