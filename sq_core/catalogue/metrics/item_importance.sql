/*
title = { zh = "推导重要性", en = "Derived importance" }
means = { zh = "题项感知分与同一份答卷满意度指数的相关系数（Pearson）；相关不等于因果", en = "Correlation (Pearson) of an item's perception with the satisfaction index of the same response; it does not show cause" }
unit = "none"
better = "near"
section = "2.1"
within = "item"
whole = true
check = 11.536306920586485
*/
select
    cast(null as date) as period,
    answered.item,
    corr(answered.perception, index_of.index_100) as num,
    1 as den,
    count(*) as n
from answered
inner join response_index as index_of on answered.batch = index_of.batch and answered.row_no = index_of.row_no
where answered.expectation is not null and answered.perception is not null and index_of.index_100 is not null
group by answered.item
having count(*) > 2 and stddev_pop(answered.perception) > 0 and stddev_pop(index_of.index_100) > 0
