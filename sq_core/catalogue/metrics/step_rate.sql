/*
title = { zh = "步骤通过率", en = "Getting through the steps" }
means = { zh = "从第一步走到最后一步的客户占比；按触点为开始这一步的客户中开始下一步的占比", en = "Share of those at the first step who reach the last; by touchpoint, the share of those who began it and began the next step" }
unit = "percent"
better = "up"
section = "3.3"
combine = "model"
model = "step_rate"
dimensions = ["touchpoint"]
check = 0.6938521323
*/
select
    touchpoint,
    stage,
    importance,
    moment,
    place
from touchpoint_stated
