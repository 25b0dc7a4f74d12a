/*
title = { zh = "价值贡献金额", en = "Value in money" }
means = { zh = "自有价值贡献中已折算金额的合计", en = "Sum of own contributions that have been put into money" }
unit = "cny"
better = "up"
section = "1.3"
combine = "sum"
check = 10450000.0
*/
select
    cast(null as date) as period,
    dimension,
    sum(money_cny) as num,
    cast(null as double) as den,
    count(*) as n
from contributions
where own and money_cny is not null
group by dimension
