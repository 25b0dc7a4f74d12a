-- 可对照的标杆 | Comparable benchmarks
-- Figures of others that state an exact value of one of our metrics and may be set beside ours.
select benchmark, segment, year, metric, scope, subject_zh, subject_en, value, unit, n, status
from benchmarks
where metric is not null and value is not null and coalesce(bound, 'exact') = 'exact'
qualify row_number() over (partition by metric, subject_zh, scope order by year desc nulls last, benchmark asc) = 1
