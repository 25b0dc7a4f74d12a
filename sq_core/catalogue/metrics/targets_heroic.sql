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
    goal, parent, name_zh, name_en, metric, owner, unit, direction, baseline, baseline_date, target, target_date, weight,
    basis_zh, basis_en, countermeasure_zh, countermeasure_en, children
from goal_stated
where metric is not null and target is not null
