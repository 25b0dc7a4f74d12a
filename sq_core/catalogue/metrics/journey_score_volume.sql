/*
title = { zh = "旅程评分（按接触量）", en = "Journey score by contacts" }
means = { zh = "各触点满意度（0 至 10 分）按接触量加权的平均；有触点没有接触量时按回答数加权", en = "Satisfaction at the touchpoints (0 to 10) averaged by contacts; by answers where a touchpoint has no count of contacts" }
unit = "points"
better = "up"
section = "3.3"
combine = "model"
model = "journey_score_volume"
dimensions = ["stage"]
check = 7.054250029
*/
select
    touchpoint,
    stage,
    importance,
    moment,
    place
from touchpoint_stated
