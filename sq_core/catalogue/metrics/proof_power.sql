/*
title = { zh = "当前检验功效", en = "Power at hand" }
means = { zh = "以最近一期的样本量，能证明这一变化的概率", en = "Chance that the last period's sample proves such a change" }
unit = "percent"
better = "up"
section = "2.4"
combine = "model"
model = "proof_power"
dimensions = ["goal"]
within = "goal"
check = 12.99962971
*/
select
    goal,
    metric,
    baseline,
    target
from goal_stated
where metric is not null and target is not null
