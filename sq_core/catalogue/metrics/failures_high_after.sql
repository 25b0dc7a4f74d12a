/*
title = { zh = "措施后仍为高优先级", en = "Still of high priority after the action" }
means = { zh = "措施之后重新打分、仍须采取措施的失效模式个数；没有重新打分的按原来的评分计", en = "Failure modes that still need action as ranked after it; those not ranked again count by their first ranks" }
unit = "count"
better = "down"
section = "2.1"
combine = "model"
model = "failures_high_after"
dimensions = ["failure"]
check = 0.0
*/
select
    failure,
    severity_after,
    occurrence_after,
    detection_after,
    (select count(*) from action_priorities) as cells
from fmea
