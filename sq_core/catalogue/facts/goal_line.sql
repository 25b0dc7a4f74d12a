-- 各指标的现行目标 | Goal in force of each metric
-- The goal that governs a metric: of several, the next one due, else the last.
with dated as (
    select goals.*, today.today
    from goals
    cross join today
    where goals.metric is not null and goals.target is not null
)

select metric, goal, name_zh, name_en, owner, direction, baseline, baseline_date, target, target_date
from dated
qualify row_number() over (
    partition by metric
    order by case when target_date >= today then 0 else 1 end asc, case when target_date >= today then target_date end asc, target_date desc
) = 1
