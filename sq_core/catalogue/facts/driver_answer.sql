-- 驱动分析的答卷 | Responses for key drivers
-- One row a response and construct: its mean answer, reversed items turned round. Of the newest months a sample that is
-- always the same one, so that the work does not grow with the facts; how large, and how many months, are parameters.
with dated as (
    select
        batch,
        row_no,
        date
    from survey_responses
    where date is not null
),

rules as (
    select
        max(number) filter (where parameter = 'driver_months') as months,
        max(number) filter (where parameter = 'driver_sample') as most
    from parameter
),

horizon as (
    select max(date) as newest
    from dated
),

recent as (
    select
        dated.batch,
        dated.row_no,
        rules.most,
        row_number() over (order by hash(dated.batch, dated.row_no), dated.batch, dated.row_no) as place,
        count(*) over () as responses
    from dated
    cross join horizon
    cross join rules
    where dated.date >= date_trunc('month', horizon.newest) - to_months(cast(rules.months as integer) - 1)
),

picked as (
    select
        batch,
        row_no,
        responses
    from recent
    where place <= most
)

select
    picked.batch,
    picked.row_no,
    picked.responses,
    items.construct,
    avg(
        case
            when items.direction = 'down' then items.scale_low + items.scale_high - answers.perception
            else answers.perception
        end
    ) as score
from picked
inner join survey_responses_answers as answers on picked.batch = answers.batch and picked.row_no = answers.row_no
inner join survey_items as items on answers.item = items.item
where
    answers.perception is not null
    and items.construct in (
        'tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy', 'satisfaction', 'recommend', 'loyalty'
    )
group by picked.batch, picked.row_no, picked.responses, items.construct
