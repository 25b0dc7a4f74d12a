/*
title = { zh = "信度 α（整体取最低）", en = "Reliability, alpha (the whole: lowest)" }
means = { zh = "同一维度各题是否在测同一件事：感知、期望和差值各算一个 α；只用该维度全部答完的答卷，区间按 Feldt；整体取最低的一个", en = "Whether the items of a dimension measure one thing: an alpha each for perception, expectation and their difference, over the responses that answered all of its items, with Feldt's interval; the whole is the lowest of them" }
unit = "none"
better = "up"
section = "3.1"
combine = "model"
model = "scale_alpha"
dimensions = ["construct", "side"]
check = 0.444370905
*/
select
    construct,
    side,
    items,
    item,
    num,
    den,
    ss
from scale_spread
