/*
title = { zh = "在用权重", en = "Weight in use" }
means = { zh = "目标表中的权重，按同级合计折算为 1", en = "Weight in the goals sheet, brought to one among siblings" }
unit = "percent"
better = "near"
section = "2.3"
combine = "model"
model = "weight_in_use"
dimensions = ["goal"]
within = "goal"
check = 5.0
*/
select
    goal, parent, name_zh, name_en, metric, owner, unit, direction, baseline, baseline_date, target, target_date, weight,
    basis_zh, basis_en, countermeasure_zh, countermeasure_en, children
from goal_stated
