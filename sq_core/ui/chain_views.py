"""The service-profit chain on the page: its diagram, what goes along with a push, and the tables of links and effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.desk import chain_effects, chain_sentences
from sq_core.desk.chain_links import NODES, ORDER, stated_links
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asking import told, traced_table
from sq_core.ui.elements import Cell, Column
from sq_core.ui.tables import label_of
from sq_core.words import MISSING, Text, interval, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.chain import Chain, ChainLine
    from sq_core.ui.asked import Asked
    from sq_core.words import Lang

TONES = {"estimated": "good", "thin": "watch", "assumption": "watch", "missing": "bad"}
DIRECT, INDIRECT, TOTAL = Text("直接", "Direct"), Text("间接", "Indirect"), Text("总效应", "Total")
RANGE = Text("95% 区间", "95% interval")


def arrows(desk: Desk) -> dict[str, Reading]:
    """Read every arrow by its code."""
    return {one.dimensions["link"]: one for one in desk.by("chain_elasticity", "link")}


def arrow_traces(desk: Desk, found: Chain) -> tuple[Asked, ...]:
    """Say what the arrows rest on: their readings, and the rows that state lags and assumptions."""
    rows = tuple(RowName("chain_links", line.stated.key) for line in found.lines if line.stated)
    return (*arrows(desk).values(), *rows)


def flawed_links(desk: Desk) -> None:
    """Say which rows of links are not taken, where there are any."""
    found = [one for one in stated_links(desk) if one.flaw is not None]
    if found:
        rows = [RowName("chain_links", one.key) for one in found]
        told(chain_sentences.not_taken(found), key="frameworks.flawed_links", trace=rows)


def chain_picture(desk: Desk, found: Chain) -> charts.Picture:
    """Draw the chain from staff to profit."""
    readings = arrows(desk)
    links = []
    for line in found.lines:
        one = readings[line.code]
        places = ORDER.index(line.arrow.source), ORDER.index(line.arrow.target)
        links.append(
            charts.ChainLink(*places, one.value, one.unit, one.low, one.high, line.arrow.lag, one.n, line.grade)
        )
    caption = charts.Caption(chain_sentences.strongest(found), chain_sentences.diagram_basis(found))
    return charts.chain_diagram([name for name, _ in NODES.values()], links, caption=caption)


def lever_names(found: Chain) -> dict[str, Text]:
    """Name the variables that can be pushed."""
    return {name: NODES[name][0] for name in chain_effects.levers(found)}


def step_names(desk: Desk) -> dict[str, Text]:
    """Name the pushes that can be chosen."""
    return {step: chain_sentences.step_name(step) for step in chain_effects.steps(desk)}


def pushes_picture(
    desk: Desk, found: Chain, lever: str, step: str, deciles: Mapping[str, Mapping[str, Reading]]
) -> charts.Picture:
    """Draw what goes along with a push at every later variable."""
    rows = [
        charts.PushRow(
            NODES[name][0],
            each["middle"].unit,
            each["low"].value,
            each["middle"].value,
            each["high"].value,
            chain_sentences.when(chain_effects.arrival(found, lever, name)),
        )
        for name, each in deciles.items()
    ]
    caption = charts.Caption(chain_sentences.pushed(lever, step, deciles), chain_sentences.pushed_basis(desk))
    return charts.push_bars(rows, caption=caption)


def links_table(desk: Desk, found: Chain, *, key: str) -> None:
    """Draw every link with its slope, lag, what it rests on, its grade, basis and owner."""
    lang, readings = state.current().lang, arrows(desk)
    columns = (
        Column(Text("环节", "Link")),
        Column(Text("弹性", "Elasticity"), number=True),
        Column(RANGE, number=True),
        Column(Text("滞后（月）", "Lag (months)"), number=True),
        Column(Text("单位月份", "Unit months"), number=True),
        Column(Text("单位", "Units"), number=True),
        Column(Text("依据", "Grade")),
        Column(Text("假设的来源", "Basis of the assumption")),
        Column(Text("负责人", "Owner")),
    )
    rows = [_link(line, readings[line.code], lang) for line in found.lines]
    traces: list[tuple[Asked, ...]] = [
        (readings[line.code], *([RowName("chain_links", line.stated.key)] if line.stated else []))
        for line in found.lines
    ]
    label = Text("服务利润链的环节", "Links of the service-profit chain").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def _link(line: ChainLine, one: Reading, lang: Lang) -> tuple[str | Cell, ...]:
    note = line.reason.of(lang) if line.grade == "missing" and line.reason else ""
    stated, basis = line.stated, MISSING
    if stated is not None and line.grade == "assumption":
        grade = label_of("chain_links", "evidence", stated.evidence).of(lang) if stated.evidence else ""
        basis = " · ".join(part for part in (stated.basis.of(lang) if stated.basis else "", grade) if part) or MISSING
    return (
        Cell(chain_sentences.arrow_name(line).of(lang), "strong"),
        _slope(one, lang),
        _ends(one, lang),
        str(line.arrow.lag),
        f"{line.rows:,}",
        str(line.units),
        Cell(chain_sentences.GRADES[line.grade].of(lang), TONES[line.grade], note),
        Cell(basis, "quiet"),
        (stated.owner if stated else "") or MISSING,
    )


def _slope(one: Reading | None, lang: Lang) -> str:
    if one is None or one.value is None:
        return MISSING
    decimals = 3 if one.unit == "none" else None
    return str(number(one.value, one.unit, lang, decimals=decimals))


def _ends(one: Reading | None, lang: Lang) -> str:
    if one is None or one.low is None or one.high is None:
        return MISSING
    if one.unit != "none":
        return interval(one.low, one.high, one.unit, lang)
    first, last = (number(end, "none", lang, decimals=3).text for end in (one.low, one.high))
    return f"{first}{'–' if one.low >= 0 else {'zh': ' 至 ', 'en': ' to '}[lang]}{last}"


def effects_table(desk: Desk, lever: str, *, key: str) -> None:
    """Draw direct, indirect and total effects of one variable on every later one, each with its interval."""
    lang = state.current().lang
    direct = {one.dimensions["link"]: one for one in desk.by("chain_elasticity", "link")}
    indirect, total = (
        {one.dimensions["pair"]: one for one in desk.by(metric, "pair")} for metric in ("chain_indirect", "chain_total")
    )
    columns = [Column(Text("到", "On"))]
    for name in (DIRECT, INDIRECT, TOTAL):
        columns += [Column(name, number=True), Column(RANGE, number=True)]
    rows: list[tuple[str | Cell, ...]] = []
    traces: list[tuple[Asked, ...]] = []
    for pair, whole in total.items():
        source, target = pair.split(">")
        if source != lever:
            continue
        parts = (direct.get(pair), indirect.get(pair), whole)
        cells = [text for one in parts for text in (_slope(one, lang), _ends(one, lang))]
        rows.append((Cell(NODES[target][0].of(lang), "strong"), *cells))
        traces.append(tuple(one for one in parts if one is not None))
    label = Text("直接、间接与总效应", "Direct, indirect and total effects").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)
