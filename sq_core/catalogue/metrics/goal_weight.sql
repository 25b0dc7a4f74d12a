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
    goal,
    parent,
    weight
from goal_stated
