/*
title = { zh = "得到支持的原因", en = "Causes supported" }
means = { zh = "每条原因按它绑定的读数和条件判断：支持为 1，否定为 0，尚无定论为 0.5，样本太少或没有数据则无值；整体为有读数可判断的原因中得到支持的占比", en = "Each cause by its reading and condition: 1 supported, 0 refuted, 0.5 undecided, no value where there is too little or nothing; the whole is the share supported of the causes a reading speaks of" }
unit = "percent"
better = "near"
section = "2.2"
combine = "model"
model = "cause_support"
dimensions = ["cause"]
check = 0.3333333333
*/
select
    cause,
    problem,
    metric,
    dimension,
    part,
    condition,
    threshold
from causes
