/*
title = { zh = "市场趋势", en = "Market trend" }
means = { zh = "市场序列每月变化的 Sen 斜率（逐对斜率的中位数）", en = "Sen slope of each market series per month (median of all pairwise slopes)" }
unit = "row"
better = "near"
section = "1.4"
combine = "model"
model = "sen_slope"
within = "series"
check = 0.6470784139
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
