/*
title = { zh = "已核实的原因", en = "Causes verified" }
means = { zh = "原因树中已到现场或用记录核实的占比", en = "Share of the causes that were verified on the spot or in the records" }
unit = "percent"
better = "up"
section = "2.2"
check = 0.5384615385
*/
select
    cast(null as date) as period,
    problem,
    kind,
    count(*) filter (where verified) as num,
    count(*) as den,
    count(*) as n
from causes
group by problem, kind
