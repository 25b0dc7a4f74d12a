/*
title = { zh = "结构有缺陷的原因", en = "Causes with flaws" }
means = { zh = "结构检查至少有一处缺陷的原因个数：循环、上级或问题不存在、同级占比超过 100%、末级没有对策、指标不可用", en = "Causes with at least one structural flaw: a circle, an unknown parent or problem, shares over 100%, a last why without countermeasure, an unusable metric" }
unit = "count"
better = "down"
section = "2.2"
combine = "model"
model = "cause_flaws"
dimensions = ["cause"]
check = 2.0
*/
select
    causes.cause,
    causes.parent,
    causes.problem,
    causes.metric,
    causes.dimension,
    causes.part,
    causes.condition,
    causes.threshold,
    causes.share,
    causes.countermeasure_zh,
    causes.countermeasure_en,
    problems.problem as listed
from causes
left join problems on causes.problem = problems.problem
