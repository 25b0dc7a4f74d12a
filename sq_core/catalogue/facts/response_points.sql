-- 每份答卷的百分权重 | Points of each response
-- One row a response and dimension: the points it gave the dimension, none where the cell is blank, and all it gave.
with given as (
    select
        batch,
        row_no,
        period,
        region,
        channel,
        segment,
        substr(construct, 8) as construct,
        sum(perception) as points
    from answered
    where starts_with(construct, 'points_') and perception is not null
    group by batch, row_no, period, region, channel, segment, construct
),

totals as (
    select
        batch,
        row_no,
        period,
        region,
        channel,
        segment,
        sum(points) as total
    from given
    group by batch, row_no, period, region, channel, segment
),

dimensions as (
    select distinct substr(construct, 8) as construct
    from survey_items
    where starts_with(construct, 'points_')
)

select
    totals.batch,
    totals.row_no,
    totals.period,
    totals.region,
    totals.channel,
    totals.segment,
    dimensions.construct,
    coalesce(given.points, 0) as points,
    totals.total
from totals
cross join dimensions
left join given
    on totals.batch = given.batch and totals.row_no = given.row_no and dimensions.construct = given.construct
