/*
title = { zh = "熵权", en = "Entropy weight" }
means = { zh = "由各地区在该目标上的差异推算的同级权重", en = "Weight among siblings that follows from how much the regions differ on the goal" }
unit = "percent"
better = "near"
section = "2.3"
combine = "model"
model = "weight_entropy"
dimensions = ["goal"]
within = "goal"
check = 4.0
*/
select
    goal,
    parent,
    metric,
    direction
from goal_stated
where metric is not null and target is not null
