/*
title = { zh = "互不相连的部分", en = "Separate parts" }
means = { zh = "按实际协同，生态分成几个互不相连的部分；1 为全部相连", en = "Into how many parts without a link between them the ecosystem falls; 1 means all are linked" }
unit = "count"
better = "down"
section = "3.4"
combine = "model"
model = "network_parts"
dimensions = ["partner"]
check = 2.0
*/
select
    partner_from,
    partner_to,
    required,
    actual,
    weight
from link_stated
