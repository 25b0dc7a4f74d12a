/*
title = { zh = "下级目标汇总", en = "Roll-up of the goals below" }
means = { zh = "下级目标达成度按权重的汇总", en = "Attainment of the goals below, rolled up by weight" }
unit = "percent"
better = "up"
section = "2.3"
combine = "model"
model = "goal_roll_up"
dimensions = ["goal"]
check = 0.6943998948
*/
select
    goal,
    parent,
    metric,
    weight,
    baseline,
    target
from goal_stated
