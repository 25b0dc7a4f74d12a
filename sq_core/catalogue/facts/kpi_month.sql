-- 指标月度值 | KPI values by month
-- Uploaded KPI values, one row a kpi, month and region.
select kpi, cast(date_trunc('month', period) as date) as period, region, value, unit, n
from kpi_values
