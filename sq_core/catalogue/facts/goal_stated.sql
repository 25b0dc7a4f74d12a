-- 所立的目标 | Goals as stated
-- Every goal as it is stated, with how many goals hang below it.
with below as (
    select
        parent,
        count(*) as children
    from goals
    where parent is not null
    group by parent
)

select
    goals.goal,
    goals.parent,
    goals.name_zh,
    goals.name_en,
    goals.metric,
    goals.owner,
    goals.unit,
    goals.direction,
    goals.baseline,
    goals.baseline_date,
    goals.target,
    goals.target_date,
    goals.weight,
    goals.basis_zh,
    goals.basis_en,
    goals.countermeasure_zh,
    goals.countermeasure_en,
    coalesce(below.children, 0) as children
from goals
left join below on goals.goal = below.parent
