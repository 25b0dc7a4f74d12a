/*
title = { zh = "总效应", en = "Total effect" }
means = { zh = "从一个变量到另一个变量的全部路径之和；各单位与自己的平均和当月全体的平均相比（双向固定效应），区间按单位重抽样；说明一起变动，不说明因果", en = "All ways from one variable to another together; every unit against its own mean and the month's (two-way fixed effects), intervals by drawing units anew; it tells what moves together, not what causes what" }
unit = "row"
better = "near"
section = "3.2"
combine = "model"
model = "chain_total"
dimensions = ["pair"]
within = "pair"
check = 6.436054944
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
