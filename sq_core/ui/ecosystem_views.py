"""The pictures and tables of the ecosystem: network, required against actual, SLA dots, power and interest, who moves what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.catalogue import signed_status
from sq_core.desk import ecosystem, ecosystem_sentences
from sq_core.desk.sentences import said
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asking import traced_table
from sq_core.ui.elements import Cell, Column
from sq_core.ui.status import change_tone, status_tone
from sq_core.ui.tables import label_of
from sq_core.words import MISSING, Text, count, difference, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.ecosystem import StatedPartner
    from sq_core.ui.asked import Asked
    from sq_core.words import Lang

THIN = Text("件数不足", "few cases")
BOTTLENECK = Text("瓶颈", "Bottleneck")
CUT = Text("门槛", "Cut-off")
EFFECTS = {
    "raises": Text("做得更好时升高", "rises when it does better"),
    "lowers": Text("做得更好时降低", "falls when it does better"),
}
UNKNOWN_EFFECT = Text("方向未写明", "direction not stated")


def rows_of(desk: Desk, sheet: str) -> tuple[RowName, ...]:
    """Name all rows of a sheet, for a picture that shows what stands in them."""
    return tuple(RowName(sheet, row.row_key) for row in desk.rows(sheet))


def network_picture(desk: Desk) -> charts.Picture:
    """Draw who works with whom, what is missing, and the bottlenecks."""
    partners, places = ecosystem.stated(desk), ecosystem.places(desk)
    between, rates = (ecosystem.by_partner(desk, name) for name in ("partner_betweenness", "partner_sla"))
    found = ecosystem.bottlenecks(desk)
    late = {one.partner for one, _ in found}
    nodes = [
        charts.NetworkNode(
            one.partner, one.name, *places.get(one.partner, (0.5, 0.5)), _level(between.get(one.partner)),
            "own" if one.kind == ecosystem.OWN else "bottleneck" if one.partner in late else "other",
            _said(rates.get(one.partner)),
        )
        for one in partners
    ]  # fmt: skip
    links = [charts.NetworkLink(one.first, one.second, one.actual, one.required) for one in ecosystem.pairs(desk)]
    parts, density = desk.readings("network_parts", "network_density")
    measured = ecosystem.network(desk)
    lonely = {part[0] for part in measured.components if len(part) == 1} if measured else set()
    alone = [one for one in partners if one.partner in lonely]
    title = ecosystem_sentences.shape(parts, found, alone)
    return charts.network(nodes, links, caption=charts.Caption(title, ecosystem_sentences.network_basis(density)))


def _level(reading: Reading | None) -> float:
    return (reading.value or 0.0) if reading else 0.0


def _said(reading: Reading | None) -> Text:
    return Text(MISSING, MISSING) if reading is None else said(reading.value, reading.unit)


def synergy_picture(desk: Desk) -> charts.Picture:
    """Draw required against actual co-operation for every pair."""
    partners, pairs = ecosystem.stated(desk), ecosystem.pairs(desk)
    linked = [one for one in partners if any(pair.holds(one.partner) for pair in pairs)]
    at = {one.partner: place for place, one in enumerate(linked)}
    cells = [
        charts.SynergyCell(
            max(at[pair.first], at[pair.second]),
            min(at[pair.first], at[pair.second]),
            pair.required,
            pair.actual,
        )
        for pair in pairs
        if pair.required or pair.actual
    ]
    title = ecosystem_sentences.widest(pairs, {one.partner: one for one in partners})
    caption = charts.Caption(title, Text("各对伙伴的实际与需要强度", "Actual and required strength of every pair"))
    return charts.synergy_matrix([one.name for one in linked], [one.partner for one in linked], cells, caption=caption)


def sla_picture(desk: Desk) -> charts.Picture | None:
    """Draw the SLA hit rate of every partner with its interval against the cut-off; None where none is measured."""
    rates = ecosystem.by_partner(desk, "partner_sla")
    named = [(one, rates[one.partner]) for one in ecosystem.stated(desk) if one.partner in rates]
    rows = [
        charts.RankedRow(
            one.name + (Text("（", " (") + THIN + Text("）", ")") if ecosystem.few(desk, rate) else Text("", "")),
            rate.value,
            rate.low,
            rate.high,
            rate.n,
        )
        for one, rate in named
        if rate.value is not None
    ]
    if not rows:
        return None
    basis = Text("按约定时限完成的件数占比，Wilson 区间", "Share of cases done within the time agreed, Wilson interval")
    return charts.ranked_dots(
        rows,
        unit="percent",
        caption=charts.Caption(ecosystem_sentences.late(desk, named), basis),
        reference=float(desk.parameters["bottleneck_sla"]),
        reference_name=CUT,
    )


def stakeholders_picture(desk: Desk) -> charts.Picture | None:
    """Draw power against interest; None where neither is stated."""
    cut = float(desk.parameters["stakeholder_cut"])
    rated = [one for one in ecosystem.stated(desk) if one.power is not None and one.interest is not None]
    marks = [
        charts.Stakeholder(one.partner, one.name, one.power, one.interest)
        for one in rated
        if one.power is not None and one.interest is not None
    ]
    if not marks:
        return None
    basis = Text("权力与利益，0 至 10，伙伴表所写", "Power and interest, 0 to 10, as the partners sheet states")
    caption = charts.Caption(ecosystem_sentences.closely(rated, cut), basis)
    return charts.power_interest(marks, cut=cut, corners=ecosystem_sentences.CORNERS, caption=caption)


def partners_table(desk: Desk, *, key: str) -> None:
    """Draw every partner's place in the network, its co-operation and its SLA."""
    lang = state.current().lang
    names = ("partner_betweenness", "partner_closeness", "partner_links", "synergy_index", "partner_sla", "bottlenecks")
    readings = {name: ecosystem.by_partner(desk, name) for name in names}
    columns = (
        Column(Text("伙伴", "Partner")),
        Column(Text("角色", "Role")),
        *(Column(desk.catalogue.metric(name).title, number=True) for name in names[:5]),
        Column(Text("判断", "Judged")),
        Column(Text("对口负责人", "Owner")),
    )
    rows, traces = [], []
    for one in ecosystem.stated(desk):
        own = {name: found.get(one.partner) for name, found in readings.items()}
        asked: list[Asked] = [reading for reading in own.values() if reading is not None]
        traces.append((*asked, RowName("partners", one.partner)))
        rows.append(_partner(desk, one, own, lang))
    label = Text("伙伴一览", "Partners").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def _partner(desk: Desk, one: StatedPartner, own: Mapping[str, Reading | None], lang: Lang) -> tuple[str | Cell, ...]:
    kind = label_of("partners", "kind", one.kind).of(lang) if one.kind else ""
    rate, judged = own["partner_sla"], own["bottlenecks"]
    values = [
        MISSING if reading is None else spoken(reading.value, reading.unit, lang)
        for reading in (
            own[name] for name in ("partner_betweenness", "partner_closeness", "partner_links", "synergy_index")
        )
    ]
    few = rate is not None and ecosystem.few(desk, rate)
    sla = Cell(MISSING)
    if rate is not None:
        note = " · ".join(part for part in (count(rate.n, lang), THIN.of(lang) if few else "") if part)
        sla = Cell(spoken(rate.value, rate.unit, lang), "quiet" if few else "", note)
    word = Cell("")
    if judged is not None and judged.value:
        sign = "■" if judged.status == "bad" else "▲"
        word = Cell(f"{sign} {BOTTLENECK.of(lang)}", status_tone(judged.status))
    return (
        Cell(one.name.of(lang), "strong", " · ".join(part for part in (one.partner, kind) if part)),
        one.role.of(lang) if one.role else MISSING,
        *values,
        sla,
        word,
        one.owner or MISSING,
    )


def movers_table(desk: Desk, *, key: str) -> int:
    """Draw which partner is said to move which reading, with that reading as it is now; return how many there are."""
    lang = state.current().lang
    said_to = [one for one in ecosystem.stated(desk) if one.metric and one.metric in desk.catalogue.metrics]
    columns = (
        Column(Text("伙伴", "Partner")),
        Column(Text("影响的读数", "Reading it moves")),
        Column(Text("方向", "Direction")),
        Column(Text("现在", "Now"), number=True),
        Column(Text("环比", "On last period"), number=True),
        Column(Text("状态", "Status")),
        Column(Text("对口负责人", "Owner")),
    )
    rows, traces = [], []
    for one in said_to:
        reading = desk.reading(one.metric or "")
        rows.append(_mover(one, reading, lang))
        traces.append((reading, RowName("partners", one.partner)))
    label = Text("谁影响哪个读数", "Who moves which reading").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)
    return len(said_to)


def _mover(one: StatedPartner, reading: Reading, lang: Lang) -> tuple[str | Cell, ...]:
    moved = Cell(MISSING)
    if reading.value is not None and reading.previous is not None:
        change = reading.value - reading.previous
        written = difference(change, reading.unit, lang)
        still = not written.text.strip("+−0.,")
        moved = Cell(str(written), "quiet" if still else change_tone(change, reading.better))
    return (
        Cell(one.name.of(lang), "strong"),
        reading.title.of(lang),
        EFFECTS.get(one.effect or "", UNKNOWN_EFFECT).of(lang),
        spoken(reading.value, reading.unit, lang),
        moved,
        Cell(signed_status(reading.status).of(lang), status_tone(reading.status)),
        one.owner or MISSING,
    )
