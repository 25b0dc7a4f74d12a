-- 每份答卷加权的差距 | Weighted gap of each response
-- One row a response and dimension: its gap and its own weight, points brought to one over the dimensions it has a gap in.
with gaps as (
    select
        response_gap.batch,
        response_gap.row_no,
        response_gap.period,
        response_gap.region,
        response_gap.channel,
        response_gap.segment,
        response_gap.construct,
        (response_gap.perception_sum - response_gap.expectation_sum) / response_gap.answers as gap,
        response_points.points
    from response_gap
    inner join response_points
        on
            response_gap.batch = response_points.batch
            and response_gap.row_no = response_points.row_no
            and response_gap.construct = response_points.construct
    where response_points.total > 0
),

wholes as (
    select
        batch,
        row_no,
        sum(points) as points
    from gaps
    group by batch, row_no
)

select
    gaps.batch,
    gaps.row_no,
    gaps.period,
    gaps.region,
    gaps.channel,
    gaps.segment,
    gaps.construct,
    gaps.gap,
    gaps.points / wholes.points as weight
from gaps
inner join wholes on gaps.batch = wholes.batch and gaps.row_no = wholes.row_no
where wholes.points > 0
