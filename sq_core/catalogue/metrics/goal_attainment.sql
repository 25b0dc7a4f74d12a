/*
title = { zh = "目标达成度", en = "Goal attainment" }
means = { zh = "从基线到目标已走过的路程占比；整体按权重汇总最低一级的目标", en = "Share of the way from baseline to target that is done; the whole is the weighted roll-up of the lowest goals" }
unit = "percent"
better = "up"
section = "2.3"
combine = "model"
model = "goal_attainment"
dimensions = ["goal"]
check = 0.6943998948
*/
select
    goal,
    parent,
    metric,
    weight,
    direction,
    baseline,
    baseline_date,
    target,
    target_date
from goal_stated
