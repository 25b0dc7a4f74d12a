/*
title = { zh = "目标要素完整率", en = "Goals fully stated" }
means = { zh = "负责人、单位、基线、目标值、目标日期和指标齐全的目标占比", en = "Share of goals that have owner, unit, baseline, target, date and metric" }
unit = "percent"
better = "up"
section = "2.3"

check = 0.9333333333
*/
select
    cast(null as date) as period,
    count(*) filter (
        where owner is not null and unit is not null and baseline is not null
        and target is not null and target_date is not null and metric is not null
    ) as num,
    count(*) as den,
    count(*) as n
from goals
