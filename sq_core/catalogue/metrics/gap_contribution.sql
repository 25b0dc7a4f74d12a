/*
title = { zh = "对加权差距的贡献", en = "Part of the weighted gap" }
means = { zh = "维度差距乘以每份答卷自己的权重，对答卷平均；各维度之和即按百分权重的总差距", en = "A dimension's gap times the weight each response gives it, averaged over responses; over the dimensions they add up to the gap weighted by points" }
unit = "score"
better = "up"
section = "3.1"
within = "construct"
check = -0.8754884523
*/
with responses as (
    select
        period,
        region,
        channel,
        segment,
        batch,
        row_no
    from response_weighted
    group by period, region, channel, segment, batch, row_no
),

parts as (
    select
        batch,
        row_no,
        construct,
        weight * gap as part
    from response_weighted
),

dimensions as (
    select distinct substr(construct, 8) as construct
    from survey_items
    where starts_with(construct, 'points_')
)

select
    responses.period,
    responses.region,
    responses.channel,
    responses.segment,
    dimensions.construct,
    sum(coalesce(parts.part, 0)) as num,
    count(*) as den,
    count(*) as n
from responses
cross join dimensions
left join parts
    on
        responses.batch = parts.batch
        and responses.row_no = parts.row_no
        and dimensions.construct = parts.construct
group by responses.period, responses.region, responses.channel, responses.segment, dimensions.construct
