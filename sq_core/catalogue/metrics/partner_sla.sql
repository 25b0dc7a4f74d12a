/*
title = { zh = "伙伴时限达成率", en = "Partners' SLA hit rate" }
means = { zh = "伙伴在约定时限内完成的件数占比；件数不全或按时多于全部的不计", en = "Share of the partners' cases done within the time agreed; rows without both counts, or with more hits than cases, are left out" }
unit = "percent"
better = "up"
section = "3.4"
interval = "wilson"
check = 0.8615435318
*/
select
    cast(null as date) as period,
    partner,
    kind,
    sla_hits as num,
    sla_cases as den,
    sla_cases as n
from partners
where sla_cases > 0 and sla_hits between 0 and sla_cases
