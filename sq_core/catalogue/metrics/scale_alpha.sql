/*
title = { zh = "信度 α（整体取最低）", en = "Reliability, alpha (the whole: lowest)" }
means = { zh = "同一维度各题是否在测同一件事：感知、期望和差值各算一个 α；只用该维度全部答完的答卷，区间按 Feldt；整体取最低的一个", en = "Whether the items of a dimension measure one thing: an alpha each for perception, expectation and their difference, over the responses that answered all of its items, with Feldt's interval; the whole is the lowest of them" }
unit = "none"
better = "up"
section = "3.1"
combine = "model"
model = "scale_alpha"
dimensions = ["construct", "side"]
check = 0.444370905
*/
with asked as (
    select
        construct,
        side,
        count(distinct item) as items
    from scale_answer
    group by construct, side
),

responses as (
    select
        batch,
        row_no,
        construct,
        side,
        count(*) as items,
        sum(score) as total
    from scale_answer
    group by batch, row_no, construct, side
),

whole as (
    select
        responses.batch,
        responses.row_no,
        responses.construct,
        responses.side,
        responses.total
    from responses
    inner join asked
        on
            responses.construct = asked.construct
            and responses.side = asked.side
            and responses.items = asked.items
),

items as (
    select
        scale_answer.construct,
        scale_answer.side,
        scale_answer.item,
        var_samp(scale_answer.score) as variance
    from scale_answer
    inner join whole
        on
            scale_answer.batch = whole.batch
            and scale_answer.row_no = whole.row_no
            and scale_answer.construct = whole.construct
            and scale_answer.side = whole.side
    group by scale_answer.construct, scale_answer.side, scale_answer.item
),

totals as (
    select
        construct,
        side,
        count(*) as responses,
        var_samp(total) as variance
    from whole
    group by construct, side
)

select
    items.construct,
    items.side,
    items.item,
    items.variance,
    totals.variance as total_variance,
    totals.responses
from items
inner join totals on items.construct = totals.construct and items.side = totals.side
