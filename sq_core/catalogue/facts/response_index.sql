-- 每份答卷的满意度 | Satisfaction of each response
-- One row a response: its satisfaction items on 0 to 100, weighted; answers missing are left out of the weights.
select
    batch,
    row_no,
    period,
    region,
    channel,
    segment,
    100 * sum(weight * (perception - scale_low) / nullif(scale_high - scale_low, 0)) / nullif(sum(weight), 0) as index_100
from answered
where construct = 'satisfaction' and perception is not null
group by batch, row_no, period, region, channel, segment
