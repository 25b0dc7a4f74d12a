-- 各侧的作答 | Answers by side
-- One row an answer of the five dimensions and side of it (perceived, expected, the difference), with reversed items turned round.
select
    batch,
    row_no,
    construct,
    item,
    'perception' as side,
    case when direction = 'down' then -perception else perception end as score
from answered
where construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy') and perception is not null
union all
select
    batch,
    row_no,
    construct,
    item,
    'expectation' as side,
    case when direction = 'down' then -expectation else expectation end as score
from answered
where construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy') and expectation is not null
union all
select
    batch,
    row_no,
    construct,
    item,
    'gap' as side,
    case when direction = 'down' then expectation - perception else perception - expectation end as score
from answered
where
    construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy')
    and perception is not null and expectation is not null
