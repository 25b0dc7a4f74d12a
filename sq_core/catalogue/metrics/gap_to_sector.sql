/*
title = { zh = "与行业的差距", en = "Gap to sector" }
means = { zh = "满意度指数减行业标杆值；标杆的核实状态见标杆表", en = "Satisfaction index less the sector benchmark; see the benchmark sheet for its verification status" }
unit = "points"
better = "up"
section = "1.1"
interval = "mean"
check = 2.460386665
*/
select
    own.period,
    own.region,
    own.channel,
    own.segment,
    own.num - other.value * own.den as num,
    own.den,
    own.n,
    own.ss - 2 * other.value * own.num + other.value * other.value * own.den as ss
from satisfaction_index as own
inner join comparator as other on other.metric = 'satisfaction_index' and other.scope = 'sector'
