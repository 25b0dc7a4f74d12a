/*
title = { zh = "旅程覆盖", en = "Journey coverage" }
means = { zh = "本期有评分的触点占全部触点重要性的比例", en = "Share of the touchpoints' importance that was scored in the period" }
unit = "percent"
better = "up"
section = "3.3"
combine = "model"
model = "journey_coverage"
dimensions = ["stage"]
check = 1.0
*/
select
    touchpoint,
    stage,
    importance,
    moment,
    place
from touchpoint_stated
