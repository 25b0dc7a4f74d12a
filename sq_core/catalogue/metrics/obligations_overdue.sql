/*
title = { zh = "逾期义务", en = "Obligations overdue" }
means = { zh = "已过生效日期仍未达成的政策义务数", en = "Policy obligations past their effective date and not met" }
unit = "count"
better = "down"
section = "1.4"
combine = "sum"
check = 1.0
*/
select
    cast(null as date) as period,
    policies.class,
    count(*) filter (where policies.effective <= today.today and policies.progress <> 'met') as num,
    cast(null as bigint) as den,
    count(*) as n
from policies
cross join today
group by policies.class
