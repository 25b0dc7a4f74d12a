/*
title = { zh = "协同伙伴数", en = "Partners it works with" }
means = { zh = "实际有协同的伙伴个数（度）", en = "How many partners it actually works with (degree)" }
unit = "count"
better = "near"
section = "3.4"
combine = "model"
model = "partner_links"
dimensions = ["partner"]
within = "partner"
check = 30.0
*/
select
    partner_from,
    partner_to,
    required,
    actual,
    weight
from link_stated
