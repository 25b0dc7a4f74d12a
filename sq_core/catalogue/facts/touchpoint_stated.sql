-- 触点 | Touchpoints
-- Every touchpoint as it is stated, in the order of the journey.
select
    touchpoint,
    coalesce(name_zh, name_en, touchpoint) as name_zh,
    coalesce(name_en, name_zh, touchpoint) as name_en,
    coalesce(stage, '') as stage,
    coalesce(stage_zh, stage_en, stage, '') as stage_zh,
    coalesce(stage_en, stage_zh, stage, '') as stage_en,
    channel,
    owner,
    importance,
    moment,
    coalesce(action_zh, action_en) as action_zh,
    coalesce(action_en, action_zh) as action_en,
    row_number() over (order by stage_order nulls last, sequence nulls last, touchpoint) as place
from touchpoints
