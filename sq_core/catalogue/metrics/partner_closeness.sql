/*
title = { zh = "接近中心性", en = "Closeness" }
means = { zh = "到所能到达的伙伴有多近（0 至 1，Wasserman–Faust，按所在部分的大小折算）；最强的联系距离为 1", en = "How near it is to all it can reach (0 to 1, Wasserman and Faust, scaled by the size of its part); the strongest link has distance 1" }
unit = "none"
better = "near"
section = "3.4"
combine = "model"
model = "partner_closeness"
dimensions = ["partner"]
within = "partner"
check = 2.83620058
*/
select
    partner_from,
    partner_to,
    required,
    actual,
    weight
from link_stated
