-- 每份答卷的差距 | Gap of each response
-- One row a response and construct: mean expectation and perception over its paired answers.
select
    batch,
    row_no,
    period,
    region,
    channel,
    segment,
    construct,
    sum(expectation) as expectation_sum,
    sum(perception) as perception_sum,
    count(*) as answers
from answered
where expectation is not null and perception is not null
group by batch, row_no, period, region, channel, segment, construct
