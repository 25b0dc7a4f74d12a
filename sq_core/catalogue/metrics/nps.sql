/*
title = { zh = "净推荐值", en = "Net promoter score" }
means = { zh = "推荐者占比减贬损者占比；量表的最高两档为推荐者，其下两档为中立者，其余为贬损者（0 至 10 分时即 9–10 与 7–8）", en = "Share of promoters less share of detractors; the top two steps of the scale promote, the two below are passive, the rest detract (9–10 and 7–8 on 0 to 10)" }
unit = "nps"
better = "up"
section = "1.1"
interval = "mean"
check = 29.38331318
*/
with voted as (
    select
        period,
        region,
        channel,
        segment,
        case
            when perception >= scale_high - 1 then 100
            when perception >= scale_high - 3 then 0
            else -100
        end as vote
    from answered
    where construct = 'recommend' and perception is not null
)

select
    period,
    region,
    channel,
    segment,
    sum(vote) as num,
    count(*) as den,
    count(*) as n,
    sum(vote * vote) as ss
from voted
group by period, region, channel, segment
