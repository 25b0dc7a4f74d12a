-- 所对照的标杆 | Benchmarks compared with
-- The benchmark a metric is set against in each scope: the newest that states an exact value.
select metric, scope, benchmark, segment, subject_zh, subject_en, value, unit, year, n, status, source_zh, source_en
from benchmarks
where metric is not null and scope in ('sector', 'best', 'world') and value is not null and coalesce(bound, 'exact') = 'exact'
qualify row_number() over (partition by metric, scope order by year desc nulls last, benchmark asc) = 1
