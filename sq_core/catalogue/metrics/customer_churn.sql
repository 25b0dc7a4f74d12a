/*
title = { zh = "客户流失占比", en = "Customers lost" }
means = { zh = "客户清单中已经流失的客户占比；清单没有时期，是截至载入时的状况", en = "Share of the customers on the list who have left; the list has no period, it is the state when it was loaded" }
unit = "percent"
better = "down"
section = "8.2"
interval = "wilson"
check = 0.13125
*/
select
    cast(null as date) as period,
    segment,
    region,
    product,
    plan,
    count(*) filter (where churned) as num,
    count(*) as den,
    count(*) as n
from customer
where churned is not null
group by segment, region, product, plan
