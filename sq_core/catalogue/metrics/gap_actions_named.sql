/*
title = { zh = "有对策和负责人的差距题项", en = "Gap items with action and owner" }
means = { zh = "差距一至四中不及要求的题项里，写明了对策和负责人的占比", en = "Share of the items of gaps 1 to 4 that fall short which name an action and an owner" }
unit = "percent"
better = "up"
section = "3.1"
check = 0.6153846154
*/
select
    cast(null as date) as period,
    gap,
    count(*) filter (where coalesce(action_zh, action_en) is not null and owner is not null) as num,
    count(*) as den,
    count(*) as n
from gap_items
where score_a > score_b
group by gap
