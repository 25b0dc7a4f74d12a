/*
title = { zh = "五差距得分", en = "Score of the five gaps" }
means = { zh = "0 为没有差距，100 为整个量表；差距一至四取两方打分之差，超出要求的题项算 0，再对题项平均；差距五为问卷中感知不及期望的部分；五个得分不相加", en = "0 is no gap, 100 the whole scale; gaps 1 to 4 take how far one side falls short of the other, an item above what is asked counts 0, averaged over items; gap 5 is how far perception falls short of expectation in the survey; the five are not added up" }
unit = "points"
better = "down"
section = "3.1"
combine = "model"
model = "gap_score"
dimensions = ["gap"]
within = "gap"
check = 88.82956252
*/
select
    gap,
    item,
    score_a,
    n_a,
    score_b,
    n_b,
    scale_low,
    scale_high,
    action_zh,
    owner
from gap_items
