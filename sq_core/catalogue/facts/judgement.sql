-- 成对判断 | Judgements in pairs
-- Every judgement of one goal against another that names both and a ratio.
select expert, first, second, ratio
from judgements
where first is not null and second is not null and ratio > 0
