/*
title = { zh = "步骤完成率", en = "Step completion" }
means = { zh = "开始一步的客户中办完这一步的占比；缺人数或完成多于进入的月份不计；不同步骤不合并", en = "Share of those who began a step and finished it; months without both counts, or with more finished than begun, are left out; steps are never rolled up" }
unit = "percent"
better = "up"
section = "3.3"
interval = "wilson"
within = "touchpoint"
check = 3.515224539
*/
select
    period,
    touchpoint,
    stage,
    completed as num,
    entered as den,
    entered as n
from touch_score
where entered > 0 and completed between 0 and entered
