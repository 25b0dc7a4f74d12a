-- Every goal as it is stated, with how many goals hang below it.
select
    goals.*,
    coalesce(below.children, 0) as children
from goals
left join (
    select parent as goal, count(*) as children
    from goals
    where parent is not null
    group by parent
) as below on goals.goal = below.goal
