/*
title = { zh = "题项与总分的离散", en = "Spread of items and of their sum" }
means = { zh = "只取该维度全部答完的答卷：每题得分以及各题之和的均值与平方和，供计算信度；题项写作 * 的一行是各题之和", en = "Over the responses that answered all items of a dimension: mean and squares of every item and of their sum, from which reliability is worked out; the item * is the sum" }
unit = "score"
better = "near"
section = "3.1"
interval = "mean"
within = "item"
hidden = true
check = 95.21204837
*/
with scores as (
    select
        batch,
        row_no,
        period,
        construct,
        item,
        case when direction = 'down' then -perception else perception end as perception,
        case when direction = 'down' then -expectation else expectation end as expectation
    from answered
    where construct in ('tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy')
),

met as (
    select
        batch,
        construct,
        item,
        count(perception) as perceived,
        count(expectation) as expected,
        count(perception + expectation) as paired
    from scores
    group by batch, construct, item
),

asked as (
    select
        batch,
        construct,
        count(*) filter (where perceived > 0) as perceived,
        count(*) filter (where expected > 0) as expected,
        count(*) filter (where paired > 0) as paired
    from met
    group by batch, construct
),

responses as (
    select
        batch,
        row_no,
        period,
        construct,
        count(perception) as perceived,
        count(expectation) as expected,
        count(perception + expectation) as paired,
        sum(perception) as perception,
        sum(expectation) as expectation,
        sum(perception - expectation) as gap
    from scores
    group by batch, row_no, period, construct
),

complete as (
    select
        responses.batch,
        responses.row_no,
        responses.period,
        responses.construct,
        asked.perceived,
        asked.expected,
        asked.paired,
        case when responses.perceived = asked.perceived then responses.perception end as perception,
        case when responses.expected = asked.expected then responses.expectation end as expectation,
        case when responses.paired = asked.paired then responses.gap end as gap
    from responses
    inner join asked on responses.batch = asked.batch and responses.construct = asked.construct
),

items as (
    select
        complete.period,
        complete.construct,
        scores.item,
        complete.perceived,
        complete.expected,
        complete.paired,
        count(complete.perception) as n_perception,
        sum(scores.perception) filter (where complete.perception is not null) as sum_perception,
        sum(scores.perception * scores.perception) filter (where complete.perception is not null) as ss_perception,
        count(complete.expectation) as n_expectation,
        sum(scores.expectation) filter (where complete.expectation is not null) as sum_expectation,
        sum(scores.expectation * scores.expectation) filter (where complete.expectation is not null) as ss_expectation,
        count(scores.perception - scores.expectation) filter (where complete.gap is not null) as n_gap,
        sum(scores.perception - scores.expectation) filter (where complete.gap is not null) as sum_gap,
        sum(power(scores.perception - scores.expectation, 2)) filter (where complete.gap is not null) as ss_gap
    from scores
    inner join complete
        on
            scores.batch = complete.batch
            and scores.row_no = complete.row_no
            and scores.construct = complete.construct
    group by
        complete.period, complete.construct, scores.item, complete.perceived, complete.expected, complete.paired
),

wholes as (
    select
        period,
        construct,
        '*' as item,
        perceived,
        expected,
        paired,
        count(perception) as n_perception,
        sum(perception) as sum_perception,
        sum(perception * perception) as ss_perception,
        count(expectation) as n_expectation,
        sum(expectation) as sum_expectation,
        sum(expectation * expectation) as ss_expectation,
        count(gap) as n_gap,
        sum(gap) as sum_gap,
        sum(gap * gap) as ss_gap
    from complete
    group by period, construct, perceived, expected, paired
),

spreads as (
    select *
    from items
    union all
    select *
    from wholes
)

select
    period,
    construct,
    'perception' as side,
    perceived as items,
    item,
    sum_perception as num,
    n_perception as den,
    n_perception as n,
    ss_perception as ss
from spreads
where n_perception > 0
union all
select
    period,
    construct,
    'expectation' as side,
    expected as items,
    item,
    sum_expectation as num,
    n_expectation as den,
    n_expectation as n,
    ss_expectation as ss
from spreads
where n_expectation > 0
union all
select
    period,
    construct,
    'gap' as side,
    paired as items,
    item,
    sum_gap as num,
    n_gap as den,
    n_gap as n,
    ss_gap as ss
from spreads
where n_gap > 0
