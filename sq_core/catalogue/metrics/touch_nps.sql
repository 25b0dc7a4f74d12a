/*
title = { zh = "触点净推荐值", en = "Touchpoint NPS" }
means = { zh = "触点回答中推荐者占比减贬损者占比；只有现成数值的触点按回答数汇总，没有区间", en = "Share of promoters less share of detractors among the answers at the touchpoints; a ready score is rolled up by answers and has no interval" }
unit = "nps"
better = "up"
section = "3.3"
interval = "mean"
check = 14.7876362
*/
select
    period,
    touchpoint,
    stage,
    coalesce(100 * (promoters - detractors), n * nps) as num,
    n as den,
    n,
    coalesce(10000 * (promoters + detractors), 'nan'::double) as ss
from touch_score
where n > 0 and (promoters - detractors is not null or nps is not null)
