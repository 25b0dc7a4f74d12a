-- 作答明细 | Answers
-- One row an answer, with its respondent's dimensions and its item's construct and scale.
select
    answers.batch,
    answers.row_no,
    cast(date_trunc('month', responses.date) as date) as period,
    responses.region,
    responses.channel,
    responses.segment,
    answers.item,
    items.construct,
    items.scale_low,
    items.scale_high,
    items.direction,
    coalesce(items.weight, 1) as weight,
    items.top_box_from,
    answers.expectation,
    answers.perception
from survey_responses_answers as answers
inner join survey_responses as responses on answers.batch = responses.batch and answers.row_no = responses.row_no
left join survey_items as items on answers.item = items.item
