/*
title = { zh = "触点痛点指数", en = "Touchpoint pain" }
means = { zh = "重要性 ×（10 − 满意度），满意度换算到 0 至 10 分，因此最痛为 100；不同触点不合并", en = "Importance × (10 − satisfaction) with satisfaction on 0 to 10, so 100 is the worst; touchpoints are never rolled up" }
unit = "points"
better = "down"
section = "3.3"
interval = "mean"
within = "touchpoint"
check = 260.7055302
*/
select
    period,
    touchpoint,
    stage,
    n * importance * (10 - score) as num,
    n as den,
    n,
    importance * importance * (coalesce((n - 1) * spread * spread, 'nan'::double) + n * (10 - score) * (10 - score)) as ss
from touch_score
where score is not null and importance is not null and n > 0
