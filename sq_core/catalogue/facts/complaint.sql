-- 有效的投诉 | Complaints in force
-- One row a complaint. A code that was loaded again stands as it was loaded last; complaints without a code all stand.
with newer as (
    select
        later.complaint,
        max(later.batch) as batch
    from complaints as later
    where later.batch > (select min(first.batch) from complaints as first)
    group by later.complaint
)

select
    said.batch,
    said.row_no,
    said.complaint,
    cast(date_trunc('month', said.date) as date) as period,
    said.date,
    said.resolved,
    said.region,
    said.channel,
    said.touchpoint,
    said.product,
    said.type,
    said.detail,
    said.severity,
    said.cost,
    said.text,
    said.language,
    said.event,
    said.repeat_of
from complaints as said
anti join newer on said.complaint = newer.complaint and said.batch < newer.batch
