-- 触点月度评分 | Touchpoint scores by month
-- One row a known touchpoint and month, satisfaction and its spread brought to 0 to 10; what lies off its own scale is left out.
select
    cast(date_trunc('month', scored.period) as date) as period,
    scored.touchpoint,
    coalesce(touchpoints.stage, '') as stage,
    touchpoints.importance,
    scored.n,
    case
        when scored.scale_low < scored.scale_high and scored.satisfaction between scored.scale_low and scored.scale_high
            then 10 * (scored.satisfaction - scored.scale_low) / (scored.scale_high - scored.scale_low)
    end as score,
    case when scored.scale_low < scored.scale_high then 10 * scored.sd / (scored.scale_high - scored.scale_low) end as spread,
    scored.effort,
    case when scored.promoters + scored.detractors <= scored.n then scored.promoters end as promoters,
    case when scored.promoters + scored.detractors <= scored.n then scored.detractors end as detractors,
    scored.nps,
    scored.volume,
    scored.entered,
    scored.completed
from touch_scores as scored
inner join touchpoints on scored.touchpoint = touchpoints.touchpoint
