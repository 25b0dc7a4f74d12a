-- 现行的主题词典 | Themes in force
-- Every theme: the programme's own row as a whole, else what the product ships with. None is the name of no theme.
select
    coalesce(own.theme, shipped.theme) as theme,
    own.theme is not null as own,
    case when own.theme is null then shipped.name_zh else own.name_zh end as name_zh,
    case when own.theme is null then shipped.name_en else own.name_en end as name_en,
    case when own.theme is null then shipped.words_zh else own.words_zh end as words_zh,
    case when own.theme is null then shipped.words_en else own.words_en end as words_en,
    case when own.theme is null then shipped.excluded else own.excluded end as excluded,
    case when own.theme is null then shipped.types else own.types end as types
from default_theme as shipped
full join themes as own on shipped.theme = own.theme
where coalesce(own.theme, shipped.theme) <> 'none'
