/*
title = { zh = "维度所解释的差异", en = "Explained by the dimensions" }
means = { zh = "五个维度的感知合起来解释满意度（或推荐、忠诚）差异的比例（R²）；整体为满意度", en = "Share of the variance of satisfaction (or recommendation, loyalty) that the five dimensions explain together (R-squared); the whole is satisfaction" }
unit = "percent"
better = "near"
section = "2.2"
combine = "model"
model = "driver_fit"
dimensions = ["outcome"]
check = 0.7799191876
*/
select
    batch,
    row_no,
    responses,
    construct,
    score
from driver_answer
