/*
title = { zh = "验证所需样本量", en = "Sample needed for proof" }
means = { zh = "要证明从基线到目标的变化，每期需要的答卷或案例数", en = "Answers or cases a period needed to prove the way from baseline to target" }
unit = "count"
better = "down"
section = "2.4"
combine = "model"
model = "proof_size"
dimensions = ["goal"]
within = "goal"
check = 22263.0
*/
select
    goal,
    metric,
    baseline,
    target
from goal_stated
where metric is not null and target is not null
