-- 项目的今天 | The programme's today
-- The day the programme stands at: its own row as_of, else the calendar's.
select coalesce(max(try_cast(value as date)), cast(current_date as date)) as today
from parameter
where parameter = 'as_of'
