-- 每份答卷的期望与感知 | Expectation and perception of each response
-- One row a response: mean expectation and perception over all its paired answers.
select
    batch,
    row_no,
    period,
    region,
    channel,
    segment,
    sum(expectation_sum) / sum(answers) as expectation,
    sum(perception_sum) / sum(answers) as perception
from response_gap
group by batch, row_no, period, region, channel, segment
