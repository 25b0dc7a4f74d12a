/*
title = { zh = "触点费力度", en = "Touchpoint effort" }
means = { zh = "触点客户费力度（CES，1 至 7，越高越费力）的平均分，按回答数汇总", en = "Mean customer effort at the touchpoints (CES, 1 to 7, higher means more effort), rolled up by answers" }
unit = "score"
better = "down"
section = "3.3"
check = 3.112168112
*/
select
    period,
    touchpoint,
    stage,
    n * effort as num,
    n as den,
    n
from touch_score
where effort is not null and n > 0
