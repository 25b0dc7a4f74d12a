/*
title = { zh = "网络密度", en = "Network density" }
means = { zh = "实际有协同的伙伴对数占全部可能对数的比例", en = "Pairs of partners that work together as a share of all possible pairs" }
unit = "percent"
better = "near"
section = "3.4"
combine = "model"
model = "network_density"
dimensions = ["partner"]
check = 0.2272727273
*/
select
    partner_from,
    partner_to,
    required,
    actual,
    weight
from link_stated
