/*
title = { zh = "措施后风险优先数", en = "Risk priority number after the action" }
means = { zh = "措施之后重新打分的严重度、发生度、探测度之积", en = "Severity times occurrence times detection as ranked again after the action" }
unit = "none"
better = "down"
section = "2.1"
within = "failure"
check = 303.0
*/
select
    cast(null as date) as period,
    failure,
    severity_after * occurrence_after * detection_after as num,
    1 as den,
    cast(null as bigint) as n
from fmea
where severity_after is not null and occurrence_after is not null and detection_after is not null
