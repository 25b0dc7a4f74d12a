-- 有效的单位月份 | Unit months in force
-- One row a unit and month. A month that was loaded again stands as it was loaded last.
select
    batch,
    row_no,
    branch,
    period,
    employee_satisfaction,
    employee_turnover,
    service_quality,
    customer_satisfaction,
    retention,
    revenue,
    profit,
    headcount
from chain_units
where branch is not null and period is not null
qualify row_number() over (partition by branch, period order by batch desc, row_no desc) = 1
