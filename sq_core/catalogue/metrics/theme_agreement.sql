/*
title = { zh = "词典与人工归类的一致性", en = "Agreement of dictionary and clerks" }
means = { zh = "Cohen's kappa：词典是否归入该主题，与登记的投诉类型是否对应该主题；1 为完全一致，0 为与碰运气相同；只看写有原话和类型的投诉", en = "Cohen's kappa of what the dictionary says of a text and what its stated type says: 1 is full agreement, 0 no more than chance; only complaints with a text and a type" }
unit = "none"
better = "up"
section = "2.1"
combine = "model"
model = "theme_agreement"
within = "theme"
dimensions = ["theme"]
check = 6.211410408
*/
with worded as (
    select
        batch,
        row_no,
        theme,
        type
    from complaint_theme
    where own_words and type is not null
)

select
    theme,
    type,
    count(*) as texts
from worded
group by theme, type
union all
select
    '' as theme,
    type,
    count(distinct row(batch, row_no)) as texts
from worded
group by type
