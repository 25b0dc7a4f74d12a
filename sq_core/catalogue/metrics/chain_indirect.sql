/*
title = { zh = "间接效应", en = "Indirect effect" }
means = { zh = "经过其他变量的路径之和，不含直接的环节；各单位与自己的平均和当月全体的平均相比（双向固定效应），区间按单位重抽样；说明一起变动，不说明因果", en = "The ways that lead over other variables, without the straight one; every unit against its own mean and the month's (two-way fixed effects), intervals by drawing units anew; it tells what moves together, not what causes what" }
unit = "row"
better = "near"
section = "3.2"
combine = "model"
model = "chain_indirect"
dimensions = ["pair"]
within = "pair"
check = 3.407024457
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
