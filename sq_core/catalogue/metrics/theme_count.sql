/*
title = { zh = "主题件数", en = "Complaints by theme" }
means = { zh = "客户原话中说到该主题的投诉件数；一件可以属于几个主题，因此不跨主题相加，none 为没有归入任何主题", en = "Complaints whose words speak of the theme; one may speak of several, so themes are not added up; none is what no theme names" }
unit = "count"
better = "down"
section = "2.1"
combine = "sum"
within = "theme"
check = 118.0
*/
select
    period,
    region,
    channel,
    theme,
    count(*) as num,
    cast(null as bigint) as den,
    count(*) as n
from complaint_theme
group by period, region, channel, theme
