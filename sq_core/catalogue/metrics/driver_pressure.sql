/*
title = { zh = "驱动强度", en = "Driver pressure" }
means = { zh = "驱动因素强度（1 至 5）乘以证据系数，按权重平均", en = "Strength of the drivers (1 to 5) times the factor of their evidence, weighted" }
unit = "score"
better = "up"
section = "1.2"

check = 3.523
*/
with graded as (
    select
        drivers.driver,
        drivers.class,
        coalesce(drivers.weight, 0) as weight,
        drivers.strength * coalesce(factor.number, 0) as force
    from drivers
    left join parameter as factor on factor.parameter = concat('evidence_factor_', drivers.evidence)
    where drivers.strength is not null
)

select
    cast(null as date) as period,
    driver,
    class,
    sum(weight * force) as num,
    sum(weight) as den,
    count(*) as n
from graded
group by driver, class
