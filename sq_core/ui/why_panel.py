"""Where a movement sits: one sentence, a bridge from the earlier value to this one, and the parts that add up to it.

The panel opens its own desk when it is asked for, as the trace does. What is chosen in it is not in the address: it
belongs to a dialog, which an address does not open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.catalogue import Broken
from sq_core.charts import BridgeEnd, BridgeStep, Caption, bridge
from sq_core.desk.why import comparisons, dimensions, movement
from sq_core.desk.why_words import EARLIER, chance_said, figures, inside, sentence, where_it_sits
from sq_core.ui import state
from sq_core.ui.elements.choosers import FEW
from sq_core.ui.elements.prose import muted, plain_text
from sq_core.ui.elements.prose import sentence as say
from sq_core.ui.elements.tables import Cell, Column, table
from sq_core.ui.front import desk_on_screen
from sq_core.ui.status import change_tone
from sq_core.words import MISSING, UNITS, Text, count, number, period, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Better, Grain, Reading
    from sq_core.charts import Picture
    from sq_core.desk import Desk
    from sq_core.desk.why import Movement, Part
    from sq_core.desk.why_periods import Against
    from sq_core.desk.why_words import Figures
    from sq_core.words import Lang

COMPARED = Text("与何时相比", "Compared with")
SPLIT = Text("按什么拆分", "Split by")
GROUP, N = Text("分组", "Group"), Text("样本量", "n")
SHARE = Text("占比（前 → 现）", "Share (before → now)")
BEFORE, NOW = Text("前期", "Before"), Text("本期", "Now")
WITHIN, BETWEEN = Text("率效应", "Rate effect"), Text("结构效应", "Mix effect")
ADDS, CHANGE = Text("合计", "Both"), Text("变化", "Change")
CHANCE = Text("自身变化是否偶然", "Own change by chance")
BEYOND = Text("超出偶然，{p}", "beyond chance, {p}")
REST = Text("未能解释", "Not explained")
REST_IS = Text("未能解释（{reason}）", "Not explained ({reason})")
WHOLE = Text("整体", "Whole")
NEW, GONE = Text("{name}（新出现）", "{name} (new)"), Text("{name}（不再出现）", "{name} (gone)")
HOW_RATIO = Text(
    "率效应 = 该组自身数值的变化 × 它两期占比的平均；结构效应 = 它占比的变化 × 它与整体之差（两期平均）。"
    "只在一期出现的组全部计入结构效应。两者与“未能解释”相加，恰为整体变化。这里说明变化落在哪里，不说明原因。",
    "Rate effect: how far the group's own value moved, times its mean share of both periods. Mix effect: how far its share "
    "moved, times how far it stands from the whole (mean of both periods). A group present in one period only is all mix. "
    "With what is not explained they add up to the movement. This says where it sits, not why.",
)
HOW_SUM = Text(
    "每组的变化是它本期的合计减去前期的合计；与“未能解释”相加，恰为整体变化。这里说明变化落在哪里，不说明原因。",
    "Each group's change is its own sum now less before; with what is not explained they add up to the movement. "
    "This says where it sits, not why.",
)
TESTED = Text(
    "是否偶然：比较两期的样本；各组的 p 值已按同时查看 {count} 组校正（Holm），显著性水平 {level}。",
    "Chance: the samples of both periods compared; groups' p-values are corrected for looking at {count} at once (Holm), "
    "level {level}.",
)
UNTESTED = Text(
    "没有记录离散程度，无法判断变化是否出于偶然。",
    "No spread is recorded, so it cannot be told whether this is chance.",
)


def draw_why(reading: Reading, lang: Lang) -> None:
    """Draw where the movement of a reading sits, inside a dialog: against an earlier period, over one dimension."""
    with desk_on_screen(state.current()) as desk:
        found = _chosen(desk, reading, lang)
    if isinstance(found, Broken):
        st.markdown(f"**{plain_text(found.message.of(lang))}**")
        muted(found.remedy.of(lang))
        return
    draw_movement(found, reading.better, lang)


def _chosen(desk: Desk, reading: Reading, lang: Lang) -> Movement | Broken:
    """Let a person choose what to compare with and what to split by, and split the movement so."""
    ways = comparisons(desk, reading)
    if not ways:
        return movement(desk, reading)
    with st.container(horizontal=True, gap="medium"):
        earlier = {str(way): _short(way, desk.grain) for way in ways}
        picked = _choose(COMPARED, earlier, lang, key=f"why.{reading.metric}.against")
        against = next((way for way in ways if way == picked), ways[0])
        cuts = dimensions(desk, reading, against)
        if isinstance(cuts, Broken):
            return cuts
        dimension = _choose(SPLIT, cuts, lang, key=f"why.{reading.metric}.{against}.by")
    return movement(desk, reading, against, dimension)


def _short(against: Against, grain: Grain) -> Text:
    """Name what is compared with in as few words as a button holds."""
    said = EARLIER[against, grain]
    return Text(said.zh, "a year before" if against == "year" else said.en.removeprefix("the "))


def _choose(label: Text, options: Mapping[str, Text], lang: Lang, *, key: str) -> str:
    """Offer a few side by side and more in a list; the first one stands until another is chosen."""
    names = {name: text.of(lang)[:1].upper() + text.of(lang)[1:] for name, text in options.items()}
    if len(names) <= FEW:
        picked = st.segmented_control(
            label.of(lang),
            list(names),
            default=next(iter(names)),
            format_func=names.__getitem__,
            key=key,
            required=True,
            width="content",
        )
    else:
        picked = st.selectbox(label.of(lang), list(names), format_func=names.__getitem__, key=key)
    return picked or next(iter(names))


def draw_movement(found: Movement, better: Better, lang: Lang) -> None:
    """Draw a movement: its sentence, its bridge, its table, and how it is made."""
    from sq_core.ui.pictures import picture  # pictures offer the trace, and the trace offers this panel

    shown = figures(found)
    say(sentence(found), lang)
    picture(bridge_of(found, shown, better), key="why.bridge")
    columns = _columns(found)
    rows = [
        *(_row(found, shown, index, better, lang) for index in range(len(found.parts))),
        _residual_row(found, shown, lang),
        _whole_row(found, shown, better, lang),
    ]
    table(columns, rows, lang, key="why.parts", label=found.title.of(lang))
    muted((HOW_RATIO if found.ratio else HOW_SUM).of(lang))
    level = f"{1 - found.confidence:.0%}"
    tested = TESTED.fill(count=sum(part.chance is not None for part in found.parts), level=level)
    muted((tested if found.chance is not None else UNTESTED).of(lang))


def bridge_of(found: Movement, shown: Figures, better: Better) -> Picture:
    """Make the bridge of a movement; its title says where most of it sits."""
    before, now = (
        Text(period(start, found.grain, "zh"), period(start, found.grain, "en"))
        for start in (found.period_before, found.period)
    )
    title = where_it_sits(found, shown)
    unit = UNITS[found.unit].label
    measured = found.title + (Text(f"（{unit.zh}）", f" ({unit.en})") if unit.zh else Text("", ""))
    rests_on = Text(f" · {count(found.n, 'zh')}", f" · {count(found.n, 'en')}") if found.n is not None else Text("", "")
    subtitle = Text(
        "{measured} · {before} → {now} · 按{dimension}", "{measured} · {before} → {now} · by {dimension}"
    ).fill(measured=measured, before=before, now=now, dimension=inside(found.dimension))
    return bridge(
        [BridgeStep(_named(part), part.effect.rate, part.effect.mix) for part in found.parts],
        start=BridgeEnd(before, found.before),
        end=BridgeEnd(now, found.after),
        unit=found.unit,
        caption=Caption(Text(title.zh, title.en[:1].upper() + title.en[1:]), subtitle + rests_on),
        better=better,
        decimals=shown.decimals,
    )


def _named(part: Part) -> Text:
    """Name a group, and say where it is in one period only."""
    if part.weights is None or (part.before is not None and part.after is not None):
        return part.name
    return (NEW if part.before is None else GONE).fill(name=part.name)


def _columns(found: Movement) -> list[Column]:
    if not found.ratio:
        return [Column(GROUP), *(Column(name, number=True) for name in (BEFORE, NOW, CHANGE))]
    tested = (CHANCE,) if found.chance is not None else ()
    figured = (BEFORE, NOW, WITHIN, BETWEEN, ADDS, *tested, SHARE, N)
    return [Column(GROUP), *(Column(name, number=True) for name in figured)]


def _row(found: Movement, shown: Figures, index: int, better: Better, lang: Lang) -> Sequence[str | Cell]:
    part, effect = found.parts[index], shown.effects[index]
    values = [shown.value(one, found.unit, lang) for one in (part.before, part.after)]
    name = Cell(_named(part).of(lang), "strong")
    total = Cell(shown.signed(effect.total, lang), _tone(shown, effect.total, better))
    if not found.ratio:
        return [name, *values, total]
    tested = [_chance(found, part.chance, lang)] if found.chance is not None else []
    return [
        name,
        *values,
        shown.signed(effect.rate, lang),
        shown.signed(effect.mix, lang),
        total,
        *tested,
        _shares(part.weights, lang),
        count(part.n, lang).removeprefix("n="),
    ]


def _residual_row(found: Movement, shown: Figures, lang: Lang) -> Sequence[str | Cell]:
    """Show what the groups leave, nothing included: a reader need not wonder whether there was more."""
    name = REST if found.residual_is is None else REST_IS.fill(reason=found.residual_is)
    before = 4 if found.ratio else 2
    behind = len(_columns(found)) - before - 2
    written = shown.signed(shown.residual, lang)
    return [Cell(name.of(lang), "quiet"), *[MISSING] * before, written, *[MISSING] * behind]


def _whole_row(found: Movement, shown: Figures, better: Better, lang: Lang) -> Sequence[str | Cell]:
    values = [Cell(shown.value(one, found.unit, lang), "strong") for one in (found.before, found.after)]
    total = Cell(shown.signed(shown.change, lang), _tone(shown, shown.change, better))
    if not found.ratio:
        return [Cell(WHOLE.of(lang), "strong"), *values, total]
    tested = [_chance(found, found.chance, lang)] if found.chance is not None else []
    return [
        Cell(WHOLE.of(lang), "strong"),
        *values,
        shown.signed(shown.rate, lang),
        shown.signed(shown.mix, lang),
        total,
        *tested,
        spoken(1.0, "percent", lang),
        count(found.n, lang).removeprefix("n="),
    ]


def _tone(shown: Figures, value: float, better: Better) -> str:
    """Judge what is shown, so that a written zero is nobody's merit or fault."""
    written = shown.signed(value, "en").strip("+−0.,")
    return change_tone(value if written else 0.0, better)


def _shares(weights: tuple[float, float] | None, lang: Lang) -> str:
    if weights is None:
        return MISSING
    return " → ".join(str(number(weight, "percent", lang, decimals=1)) for weight in weights)


def _chance(found: Movement, chance: float | None, lang: Lang) -> Cell:
    if chance is None:
        return Cell(MISSING, "quiet")
    if found.beyond(chance):
        return Cell(BEYOND.fill(p=chance_said(chance)).of(lang), "strong")
    return Cell(chance_said(chance), "quiet")
