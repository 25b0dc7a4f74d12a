/*
title = { zh = "服务利润链弹性", en = "Elasticity along the chain" }
means = { zh = "起点变动 1%，终点变动百分之几；整体为从员工满意度到利润的全部路径；数据不足的环节取假设；各单位与自己的平均和当月全体的平均相比（双向固定效应），区间按单位重抽样；说明一起变动，不说明因果", en = "By how many percent the end moves when the start moves one percent; the whole is all ways from employee satisfaction to profit; links with too few figures take their assumption; every unit against its own mean and the month's (two-way fixed effects), intervals by drawing units anew; it tells what moves together, not what causes what" }
unit = "row"
better = "near"
section = "3.2"
combine = "model"
model = "chain_elasticity"
dimensions = ["link"]
check = 0.09215604214
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
