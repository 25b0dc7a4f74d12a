/*
title = { zh = "目标衡量覆盖率", en = "Weight measured" }
means = { zh = "按权重计，有实绩可衡量的目标占比；缺的不当作零", en = "Share of the weight of the lowest goals that has an actual; what is missing is not taken for zero" }
unit = "percent"
better = "up"
section = "2.3"
combine = "model"
model = "goal_coverage"
dimensions = ["goal"]
check = 0.98
*/
select
    goal,
    parent,
    metric,
    weight,
    baseline,
    target
from goal_stated
