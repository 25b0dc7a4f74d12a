/*
title = { zh = "判断权重（AHP）", en = "Weight by judgement (AHP)" }
means = { zh = "由专家两两比较按层次分析法推算的同级权重", en = "Weight among siblings that follows from pairwise judgements (analytic hierarchy process)" }
unit = "percent"
better = "near"
section = "2.3"
combine = "model"
model = "weight_judged"
dimensions = ["goal"]
within = "goal"
check = 5.0
*/
select
    first as goal,
    second,
    expert,
    ratio
from judgement
