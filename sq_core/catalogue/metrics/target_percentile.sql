/*
title = { zh = "目标优于标杆", en = "Target better than benchmarks" }
means = { zh = "目标值优于可比标杆的占比", en = "Share of comparable benchmarks that the target is better than" }
unit = "percent"
better = "near"
section = "2.4"
combine = "model"
model = "target_percentile"
dimensions = ["goal"]
within = "goal"
check = 4.183333333
*/
with peers as (
    select
        metric,
        count(*) as figures
    from benchmark_comparable
    group by metric
)

select
    goals.goal,
    goals.metric,
    goals.direction,
    goals.target,
    peers.figures
from goal_stated as goals
left join peers on goals.metric = peers.metric
where goals.metric is not null and goals.target is not null
