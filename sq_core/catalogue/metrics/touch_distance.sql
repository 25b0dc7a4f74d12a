/*
title = { zh = "与旅程平均之差", en = "Distance from the journey's mean" }
means = { zh = "触点满意度减按重要性加权的旅程评分；关键时刻离平均较远时作判断", en = "Satisfaction at the touchpoint less the journey score by importance; judged where a moment of truth lies far from the mean" }
unit = "points"
better = "up"
section = "3.3"
combine = "model"
model = "touch_distance"
dimensions = ["touchpoint"]
within = "touchpoint"
check = 0.6852979425
*/
select
    touchpoint,
    stage,
    importance,
    moment,
    place
from touchpoint_stated
