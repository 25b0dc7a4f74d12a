/*
title = { zh = "缺失的协同", en = "Links missing" }
means = { zh = "需要协同而实际没有的伙伴对数", en = "Pairs that need to work together and do not at all" }
unit = "count"
better = "down"
section = "3.4"
combine = "model"
model = "links_missing"
dimensions = ["partner"]
check = 3.0
*/
select
    partner_from,
    partner_to,
    required,
    actual,
    weight
from link_stated
