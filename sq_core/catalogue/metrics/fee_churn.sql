/*
title = { zh = "月费流失占比", en = "Monthly fees lost" }
means = { zh = "客户清单的月费总额中，属于已流失客户的占比；n 为写明月费的客户数", en = "Share of all monthly fees on the list of customers that belonged to those who left; n counts customers that state a fee" }
unit = "percent"
better = "down"
section = "8.2"
check = 0.1408024996
*/
select
    cast(null as date) as period,
    segment,
    region,
    product,
    plan,
    coalesce(sum(monthly_fee) filter (where churned), 0) as num,
    sum(monthly_fee) as den,
    count(*) as n
from customer
where churned is not null and monthly_fee is not null
group by segment, region, product, plan
