/*
title = { zh = "旅程评分（按重要性）", en = "Journey score by importance" }
means = { zh = "各触点满意度（0 至 10 分）按重要性加权的平均；没有评分的触点不计", en = "Satisfaction at the touchpoints (0 to 10) averaged by importance; touchpoints not scored in the period are left out" }
unit = "points"
better = "up"
section = "3.3"
combine = "model"
model = "journey_score"
dimensions = ["stage"]
check = 7.070724379
*/
select
    touchpoint,
    stage,
    importance,
    moment,
    place
from touchpoint_stated
