/*
title = { zh = "判断一致性比率", en = "Consistency ratio" }
means = { zh = "两两判断的一致性比率；整体为最差的一组", en = "Consistency ratio of pairwise judgements; the whole is the worst set" }
unit = "none"
better = "down"
section = "2.3"
combine = "model"
model = "judgement_consistency"
dimensions = ["parent"]
check = 0.1199835703
*/
select
    first,
    second,
    expert,
    ratio
from judgement
