/*
title = { zh = "过于激进的目标", en = "Heroic targets" }
means = { zh = "命中概率低于下限的目标数", en = "Targets whose chance lies below the heroic cut-off" }
unit = "count"
better = "down"
section = "2.4"
combine = "model"
model = "targets_heroic"
dimensions = ["goal"]
check = 2.0
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
