/*
title = { zh = "满意率", en = "Satisfied share" }
means = { zh = "满意度题项达到满意线（题项表中的最低满意分）的回答占比", en = "Share of answers to satisfaction items at or above the item's own satisfied line" }
unit = "percent"
better = "up"
section = "1.1"
interval = "wilson"
check = 0.7097944377
*/
select
    period,
    region,
    channel,
    segment,
    item,
    count(*) filter (where perception >= top_box_from) as num,
    count(*) as den,
    count(*) as n
from answered
where construct = 'satisfaction' and perception is not null and top_box_from is not null
group by period, region, channel, segment, item
