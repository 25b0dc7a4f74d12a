/*
title = { zh = "政策影响热度", en = "Policy heat" }
means = { zh = "影响乘以可能性（各 1 至 5）的平均", en = "Mean of impact times likelihood (1 to 5 each)" }
unit = "score"
better = "near"
section = "1.4"

check = 15.5
*/
select
    cast(null as date) as period,
    policy,
    class,
    sum(impact * likelihood) as num,
    count(*) as den,
    count(*) as n
from policies
where impact is not null and likelihood is not null
group by policy, class
