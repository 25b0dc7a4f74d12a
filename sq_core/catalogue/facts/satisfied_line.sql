-- 满意线 | Satisfied lines
-- From which answer on an item of satisfaction counts as satisfied. Items that state their own line count alone; where none
-- states one, every item counts from a share of its scale that is a parameter.
select
    items.item,
    coalesce(items.top_box_from, items.scale_low + share.number * (items.scale_high - items.scale_low)) as satisfied_from
from survey_items as items
cross join parameter as share
where items.construct = 'satisfaction' and share.parameter = 'csat_top_box_share'
qualify items.top_box_from is not null or count(items.top_box_from) over () = 0
