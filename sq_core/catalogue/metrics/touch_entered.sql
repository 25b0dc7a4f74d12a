/*
title = { zh = "进入步骤人数", en = "Began a step" }
means = { zh = "开始这一步的客户数；不同步骤不合并", en = "Customers who began the step; steps are never rolled up" }
unit = "count"
better = "near"
section = "3.3"
combine = "sum"
within = "touchpoint"
check = 66397.0
*/
select
    period,
    touchpoint,
    stage,
    entered as num,
    cast(null as double) as den,
    cast(null as double) as n
from touch_score
where entered is not null
