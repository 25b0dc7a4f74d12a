/*
title = { zh = "触点接触量", en = "Touchpoint contacts" }
means = { zh = "经过触点的接触次数", en = "Number of contacts that went through the touchpoints" }
unit = "count"
better = "near"
section = "3.3"
combine = "sum"
check = 933317.0
*/
select
    period,
    touchpoint,
    stage,
    volume as num,
    cast(null as double) as den,
    cast(null as double) as n
from touch_score
where volume is not null
