/*
title = { zh = "过于保守的目标", en = "Sandbagged targets" }
means = { zh = "命中概率高于上限的目标数", en = "Targets whose chance lies above the sandbagged cut-off" }
unit = "count"
better = "down"
section = "2.4"
combine = "model"
model = "targets_sandbagged"
dimensions = ["goal"]
check = 0.0
*/
select
    goal,
    metric,
    direction,
    baseline,
    target,
    target_date
from goal_stated
where metric is not null and target is not null
