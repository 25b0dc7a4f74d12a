/*
title = { zh = "期望均值", en = "Mean expectation" }
means = { zh = "成对题项的期望分，先按答卷、再对答卷平均", en = "Expectation over paired items, first within a response, then over responses" }
unit = "score"
better = "near"
section = "3.1"
interval = "mean"
check = 6.013644013
*/
select
    period,
    region,
    channel,
    segment,
    sum(expectation) as num,
    count(*) as den,
    count(*) as n,
    sum(expectation * expectation) as ss
from response_pair
group by period, region, channel, segment
