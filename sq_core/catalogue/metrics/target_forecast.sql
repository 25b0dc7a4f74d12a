/*
title = { zh = "到期预测值", en = "Forecast at target date" }
means = { zh = "按完整月份的直线外推到目标日期的数值，附 95% 预测区间", en = "Value at the target date by a straight line through the complete months, with its 95% prediction interval" }
unit = "row"
better = "near"
section = "2.4"
combine = "model"
model = "target_forecast"
dimensions = ["goal"]
within = "goal"
check = 140.6045063
*/
select
    goal,
    metric,
    target,
    target_date
from goal_stated
where metric is not null and target is not null
