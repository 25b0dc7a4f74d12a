/*
title = { zh = "题项均分", en = "Mean answer" }
means = { zh = "每个题项计分回答的平均分；“不清楚”等不计分的回答和分给维度的百分权重不在其中", en = "Mean scored answer of each item; answers that are not scores, such as “Don't know”, and points given to dimensions are left out" }
unit = "score"
better = "up"
section = "3.1"
interval = "mean"
within = "item"
check = 156.4530681
*/
select
    period,
    region,
    channel,
    segment,
    item,
    sum(perception) as num,
    count(*) as den,
    count(*) as n,
    sum(perception * perception) as ss
from answered
where perception is not null and not starts_with(coalesce(construct, ''), 'points_')
group by period, region, channel, segment, item
