/*
title = { zh = "满意率", en = "Satisfied share" }
means = { zh = "满意度题项达到满意线的回答占比；题项表写明了满意起点分时只计这些题项，都没有写时按量表的份额划线", en = "Share of answers to satisfaction items at or above the satisfied line; items that state their own line count alone, else the line is a share of the scale" }
unit = "percent"
better = "up"
section = "1.1"
interval = "wilson"
check = 0.7097944377
*/
select
    answered.period,
    answered.region,
    answered.channel,
    answered.segment,
    answered.item,
    count(*) filter (where answered.perception >= satisfied_line.satisfied_from) as num,
    count(*) as den,
    count(*) as n
from answered
inner join satisfied_line on answered.item = satisfied_line.item
where answered.perception is not null and satisfied_line.satisfied_from is not null
group by answered.period, answered.region, answered.channel, answered.segment, answered.item
