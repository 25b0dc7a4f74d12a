/*
title = { zh = "中介中心性", en = "Betweenness" }
means = { zh = "其他伙伴两两之间的最短路径经过它的比例（Freeman，0 至 1）；距离为 1/实际强度", en = "Share of the shortest paths between all others that lead through it (Freeman, 0 to 1); distance is 1/actual strength" }
unit = "none"
better = "near"
section = "3.4"
combine = "model"
model = "partner_betweenness"
dimensions = ["partner"]
within = "partner"
check = 1.090909091
*/
select
    partner_from,
    partner_to,
    required,
    actual,
    weight
from link_stated
