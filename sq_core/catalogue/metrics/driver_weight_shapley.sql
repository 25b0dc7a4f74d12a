/*
title = { zh = "驱动权重（Shapley）", en = "Driver weight (Shapley)" }
means = { zh = "同一份数据按 LMG（Shapley）分解：每个维度在所有加入次序下平均增加的解释度的占比；重要性不等于因果", en = "The same by LMG (Shapley): what each dimension adds on average over every order of adding it, as a share of what is explained; importance is not causality" }
unit = "percent"
better = "near"
section = "2.2"
combine = "model"
model = "driver_weight_shapley"
within = "construct"
dimensions = ["outcome", "construct"]
check = 1.0
*/
select
    batch,
    row_no,
    responses,
    construct,
    score
from driver_answer
