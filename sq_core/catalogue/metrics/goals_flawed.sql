/*
title = { zh = "有缺陷的目标", en = "Goals with flaws" }
means = { zh = "按 SMART 检查至少有一处缺陷的目标数", en = "Goals with at least one flaw by the SMART check" }
unit = "count"
better = "down"
section = "2.3"
combine = "model"
model = "goal_flaws"
dimensions = ["goal"]
check = 3.0
*/
select
    goal, parent, name_zh, name_en, metric, owner, unit, direction, baseline, baseline_date, target, target_date, weight,
    basis_zh, basis_en, countermeasure_zh, countermeasure_en, children
from goal_stated
