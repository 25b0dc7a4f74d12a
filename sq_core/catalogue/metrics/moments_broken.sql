/*
title = { zh = "失守的关键时刻", en = "Moments of truth lost" }
means = { zh = "关键时刻（认定的，或重要性达到门槛的）中，满意度明显低于旅程平均的个数", en = "How many moments of truth (stated, or important enough) lie clearly below the journey's mean" }
unit = "count"
better = "down"
section = "3.3"
combine = "model"
model = "moments_broken"
dimensions = ["touchpoint"]
check = 2.0
*/
select
    touchpoint,
    stage,
    importance,
    moment,
    place
from touchpoint_stated
