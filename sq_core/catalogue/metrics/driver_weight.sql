/*
title = { zh = "驱动权重", en = "Driver weight" }
means = { zh = "五个维度的感知与满意度（或推荐、忠诚）相伴的程度：Johnson 相对权重在所解释差异中的占比，符号随相关系数；重要性不等于因果", en = "How far the perception of each dimension goes with satisfaction (or recommendation, loyalty): Johnson's relative weight as a share of what is explained, signed like the correlation; importance is not causality" }
unit = "percent"
better = "near"
section = "2.2"
combine = "model"
model = "driver_weight"
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
