/*
title = { zh = "满意度指数", en = "Satisfaction index" }
means = { zh = "满意度题项换算到 0 至 100 分后的加权平均，先按答卷、再对答卷平均", en = "Weighted mean of the satisfaction items on 0 to 100, first within a response, then over responses" }
unit = "points"
better = "up"
section = "1.1"
interval = "mean"
check = 78.46038666
*/
select
    period,
    region,
    channel,
    segment,
    sum(index_100) as num,
    count(*) as den,
    count(*) as n,
    sum(index_100 * index_100) as ss
from response_index
group by period, region, channel, segment
