/*
title = { zh = "前后变化", en = "Change since baseline" }
means = { zh = "最近一期与基线期之差，附置信区间", en = "Last period less the period of the baseline, with its interval" }
unit = "row"
better = "near"
section = "2.4"
combine = "model"
model = "proof_change"
dimensions = ["goal"]
within = "goal"
check = 25.06562416
*/
select
    goal,
    metric,
    direction,
    baseline,
    baseline_date,
    target
from goal_stated
where metric is not null and target is not null
