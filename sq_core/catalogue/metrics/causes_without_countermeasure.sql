/*
title = { zh = "没有对策的末级原因", en = "Last causes without countermeasure" }
means = { zh = "下面不再有原因、又没有写对策的原因个数", en = "Number of causes with none below them and no countermeasure" }
unit = "count"
better = "down"
section = "2.2"
combine = "sum"
check = 2.0
*/
select
    cast(null as date) as period,
    upper_cause.problem,
    upper_cause.kind,
    count(*) filter (where upper_cause.countermeasure_zh is null and upper_cause.countermeasure_en is null) as num,
    cast(null as bigint) as den,
    cast(null as bigint) as n
from causes as upper_cause
anti join causes as lower_cause on upper_cause.cause = lower_cause.parent
group by upper_cause.problem, upper_cause.kind
