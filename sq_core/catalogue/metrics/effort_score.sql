/*
title = { zh = "客户费力度", en = "Customer effort score" }
means = { zh = "客户为办成事所费力气的平均分，分越高越费力", en = "Mean effort customers report to get things done; higher means more effort" }
unit = "score"
better = "down"
section = "1.1"
interval = "mean"
check = 3.319612591
*/
select
    period,
    region,
    channel,
    segment,
    sum(perception) as num,
    count(*) as den,
    count(*) as n,
    sum(perception * perception) as ss
from answered
where construct = 'effort' and perception is not null
group by period, region, channel, segment
