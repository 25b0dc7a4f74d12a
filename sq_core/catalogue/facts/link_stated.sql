-- 协同关系 | Links between partners
-- One row a pair as stated; a blank weight is one.
select
    partner_from,
    partner_to,
    required,
    actual,
    coalesce(weight, 1) as weight
from links
