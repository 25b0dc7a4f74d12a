/*
title = { zh = "瓶颈", en = "Bottlenecks" }
means = { zh = "处在要道上（中介中心性达到门槛）而时限达成率低于门槛的伙伴个数；样本不足的不计", en = "Partners on the paths between the others (betweenness at or above the cut-off) with an SLA hit rate below the cut-off; those with few cases do not count" }
unit = "count"
better = "down"
section = "3.4"
combine = "model"
model = "bottlenecks"
dimensions = ["partner"]
check = 1.0
*/
select
    partner,
    kind,
    place
from partner_stated
