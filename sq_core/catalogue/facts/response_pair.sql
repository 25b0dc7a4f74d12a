-- 每份答卷的期望与感知 | Expectation and perception of each response
-- One row a response: mean expectation and perception over all its paired answers.
with paired as (
    select
        batch,
        row_no,
        sum(expectation) / count(*) as expectation,
        sum(perception) / count(*) as perception
    from survey_responses_answers
    where expectation is not null and perception is not null
    group by batch, row_no
)

select
    responses.batch,
    responses.row_no,
    cast(date_trunc('month', responses.date) as date) as period,
    responses.region,
    responses.channel,
    responses.segment,
    paired.expectation,
    paired.perception
from survey_responses as responses
inner join paired on responses.batch = paired.batch and responses.row_no = paired.row_no
