/*
title = { zh = "已采纳的问题", en = "Problems accepted" }
means = { zh = "问题清单中已采纳的问题个数", en = "Number of problems on the list that are accepted" }
unit = "count"
better = "near"
section = "2.1"
combine = "sum"
check = 4.0
*/
select
    cast(null as date) as period,
    problem,
    ground,
    count(*) filter (where decision = 'accepted') as num,
    cast(null as bigint) as den,
    cast(null as bigint) as n
from problems
group by problem, ground
