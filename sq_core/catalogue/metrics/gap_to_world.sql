/*
title = { zh = "与全球的差距", en = "Gap to world" }
means = { zh = "满意度指数减全球标杆值；标杆的核实状态见标杆表", en = "Satisfaction index less the world benchmark; see the benchmark sheet for its verification status" }
unit = "points"
better = "up"
section = "1.1"
interval = "mean"
check = 0.4603866649
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
inner join comparator as other on other.metric = 'satisfaction_index' and other.scope = 'world'
