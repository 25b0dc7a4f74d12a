/*
title = { zh = "答卷数", en = "Responses" }
means = { zh = "收到的答卷份数", en = "Number of responses received" }
unit = "count"
better = "up"
section = "1.1"
combine = "sum"
check = 841.0
*/
select
    cast(date_trunc('month', date) as date) as period,
    region,
    channel,
    segment,
    count(*) as num,
    cast(null as bigint) as den,
    count(*) as n
from survey_responses
group by all
