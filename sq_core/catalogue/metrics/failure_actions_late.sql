/*
title = { zh = "逾期的改进措施", en = "Actions overdue" }
means = { zh = "过了完成期限还没有完成的失效模式改进措施个数", en = "Actions against failure modes that are past their due date and not done" }
unit = "count"
better = "down"
section = "2.1"
combine = "sum"
check = 0.0
*/
select
    cast(null as date) as period,
    fmea.failure,
    count(*) filter (where fmea.due < today.today and not coalesce(fmea.done, false)) as num,
    cast(null as bigint) as den,
    count(*) as n
from fmea
cross join today
where fmea.due is not null
group by fmea.failure
