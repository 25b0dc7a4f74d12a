/*
title = { zh = "触点满意度", en = "Touchpoint satisfaction" }
means = { zh = "触点满意度的平均分，各量表都换算到 0 至 10 分，按回答数汇总", en = "Mean satisfaction at the touchpoints, every scale brought to 0 to 10, rolled up by answers" }
unit = "points"
better = "up"
section = "3.3"
interval = "mean"
check = 7.106778964
*/
-- A row without a spread leaves the sum of squares unknown: not a number, and so no interval.
select
    period,
    touchpoint,
    stage,
    n * score as num,
    n as den,
    n,
    coalesce((n - 1) * spread * spread, 'nan'::double) + n * score * score as ss
from touch_score
where score is not null and n > 0
