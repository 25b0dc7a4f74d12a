/*
title = { zh = "命中概率", en = "Chance of being hit" }
means = { zh = "预测分布中优于目标值的占比；整体为各目标的平均，即预期命中的比例", en = "Share of the forecast distribution on the better side of the target; the whole is their mean, the share of targets to expect" }
unit = "percent"
better = "up"
section = "2.4"
combine = "model"
model = "target_chance"
dimensions = ["goal"]
check = 0.4478955773
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
