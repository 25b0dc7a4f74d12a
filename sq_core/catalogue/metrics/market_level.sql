/*
title = { zh = "市场指标", en = "Market series" }
means = { zh = "市场序列的最新值", en = "Newest value of each market series" }
unit = "row"
better = "near"
section = "1.4"
combine = "last"
within = "series"
check = 187.5558
*/
select
    cast(date_trunc('month', period) as date) as period,
    series,
    unit,
    value as num,
    cast(null as double) as den,
    cast(null as bigint) as n
from market_series
where value is not null
