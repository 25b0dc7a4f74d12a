/*
title = { zh = "高优先级失效模式", en = "Failure modes of high priority" }
means = { zh = "按措施优先级表，必须采取措施的失效模式个数；n 为已打分的失效模式", en = "Failure modes that need action by the table of action priorities; n counts those that are ranked" }
unit = "count"
better = "down"
section = "2.1"
combine = "model"
model = "failures_high"
dimensions = ["failure"]
check = 3.0
*/
select
    failure,
    severity,
    occurrence,
    detection,
    (select count(*) from action_priorities) as cells
from fmea
