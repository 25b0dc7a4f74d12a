/*
title = { zh = "风险优先数", en = "Risk priority number" }
means = { zh = "严重度、发生度、探测度之积；只能取 120 个值，因此不作平均", en = "Severity times occurrence times detection; it takes 120 values only and is not averaged" }
unit = "none"
better = "down"
section = "2.1"
within = "failure"
check = 1434.0
*/
select
    cast(null as date) as period,
    failure,
    severity * occurrence * detection as num,
    1 as den,
    cast(null as bigint) as n
from fmea
where severity is not null and occurrence is not null and detection is not null
