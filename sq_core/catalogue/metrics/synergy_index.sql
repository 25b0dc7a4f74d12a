/*
title = { zh = "协同指数", en = "Synergy index" }
means = { zh = "所需协同中实际做到的占比：各对 min（实际，需要）× 权重之和 ÷ 需要 × 权重之和；超出需要的部分不抵别处的不足", en = "Share of the co-operation needed that exists: sum of min(actual, required) × weight over sum of required × weight; what one pair gives beyond its need makes up for no other" }
unit = "percent"
better = "up"
section = "3.4"
combine = "model"
model = "synergy_index"
dimensions = ["partner"]
check = 0.5757575758
*/
select
    partner_from,
    partner_to,
    required,
    actual,
    weight
from link_stated
