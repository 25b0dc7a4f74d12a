-- 伙伴 | Partners
-- Everyone in the ecosystem as stated, ourselves first.
select
    partner,
    coalesce(name_zh, name_en, partner) as name_zh,
    coalesce(name_en, name_zh, partner) as name_en,
    kind,
    coalesce(role_zh, role_en) as role_zh,
    coalesce(role_en, role_zh) as role_en,
    owner,
    power,
    interest,
    metric,
    effect,
    row_number() over (order by case when kind = 'own' then 0 else 1 end, try_cast(regexp_extract(partner, '\d+') as integer) nulls last, partner) as place
from partners
