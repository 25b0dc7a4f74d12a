/*
title = { zh = "目标优于自身历史", en = "Target better than own history" }
means = { zh = "目标值优于自身以往月份的占比", en = "Share of the own complete months that the target is better than" }
unit = "percent"
better = "near"
section = "2.4"
combine = "model"
model = "target_own_percentile"
dimensions = ["goal"]
within = "goal"
check = 13.95833333
*/
select
    goal,
    metric,
    direction,
    target
from goal_stated
where metric is not null and target is not null
