/*
title = { zh = "客户数", en = "Customers" }
means = { zh = "客户清单中的客户数，已流失的也在内", en = "Customers on the list, those who left included" }
unit = "count"
better = "near"
section = "8.2"
combine = "sum"
check = 640.0
*/
select
    cast(null as date) as period,
    segment,
    region,
    product,
    plan,
    count(*) as num,
    cast(null as bigint) as den,
    count(*) as n
from customer
group by segment, region, product, plan
