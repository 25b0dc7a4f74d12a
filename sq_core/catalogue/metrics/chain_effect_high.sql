/*
title = { zh = "推动一个变量随之而来的变化，P90", en = "What goes along with a push, P90" }
means = { zh = "推动一个变量若干，其后每个变量随之变动多少；P90（十次中有九次低于此数），由各环节的抽样相乘得出；整体为第一档推动员工满意度时的利润；不说明因果", en = "How much every later variable moves along with a push at one; P90: nine times in ten it is less, from the draws of all links multiplied; the whole is profit for the first step of employee satisfaction; not a statement of cause" }
unit = "row"
better = "near"
section = "3.2"
combine = "model"
model = "chain_effect"
dimensions = ["lever", "step", "target"]
check = 0.001102702988
*/
select
    branch,
    period,
    employee_satisfaction,
    employee_turnover,
    service_quality,
    customer_satisfaction,
    retention,
    revenue,
    profit,
    (select count(*) from chain_links) as links
from chain_unit
