"""What is wrong with partners and links: each with its row and remedy, and left out of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.ecosystem import OWN, SHEETS, stated
from sq_core.desk.remarks import Remark
from sq_core.words import Text, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk.desk import Desk
    from sq_core.ledger import PlanRow

STRANGER = Text("伙伴表中没有 {codes}", "there is no partner {codes}")
ITSELF = Text("与自己相连", "it is linked to itself")
TWICE = Text(
    "这一对写了两行，只取实际较强的一行", "this pair stands twice; only the row with the stronger actual counts"
)
NO_ACTUAL = Text("没有写实际强度，按 0 计", "no actual strength is stated; it counts as 0")
NO_OWN = Text("没有一行是本单位", "no row is ourselves")
HALF_SLA = Text("按时件数与考核件数只有一个", "only one of SLA hits and SLA cases is there")
MORE_HITS = Text("按时件数多于考核件数", "there are more SLA hits than cases")
NO_METRIC = Text("指标目录中没有 {name}", "there is no metric {name} in the catalogue")


def remarks(desk: Desk) -> tuple[Remark, ...]:
    """Find everything wrong with the partners and their links."""

    def make() -> tuple[Remark, ...]:
        return (*_partners(desk), *_links(desk))

    return desk.kept("ecosystem remarks", sheets=SHEETS, make=make)


def _partners(desk: Desk) -> Iterator[Remark]:
    names = {one.partner: one.name for one in stated(desk)}
    rows = desk.rows("partners")
    if rows and not any(row.cells.get("kind") == OWN for row in rows):
        remedy = Text("把本单位也写成一行，类别选“本单位”。", "Give ourselves a row too, of kind “Ourselves”.")
        yield Remark("partners", rows[0].row_key, Text("伙伴表", "Partners"), NO_OWN, remedy)
    for row in rows:
        code = str(row.cells["partner"])
        subject = same(code) + Text(" ", " ") + names.get(code, same(code))
        for message, remedy in _flaws(desk, row):
            yield Remark("partners", row.row_key, subject, message, remedy)


def _flaws(desk: Desk, row: PlanRow) -> Iterator[tuple[Text, Text]]:
    hits, cases = (
        None if row.cells.get(name) is None else float(row.cells[name] or 0) for name in ("sla_hits", "sla_cases")
    )
    if (hits is None) != (cases is None):
        yield HALF_SLA, Text("补充另一个件数。", "Add the other count.")
    if hits is not None and cases is not None and hits > cases:
        yield MORE_HITS, Text("核对两个件数。", "Check both counts.")
    metric = row.cells.get("metric")
    if metric and metric not in desk.catalogue.metrics:
        yield (
            NO_METRIC.fill(name=str(metric)),
            Text("改成指标目录中的名称，或留空。", "Use a name of the catalogue, or leave it blank."),
        )


def _links(desk: Desk) -> Iterator[Remark]:
    known = {one.partner for one in stated(desk)}
    seen: set[frozenset[str]] = set()
    for row in desk.rows("links"):
        first, second = str(row.cells["partner_from"]), str(row.cells["partner_to"])
        for message, remedy in _wrong(row, first, second, known, seen):
            yield Remark("links", row.row_key, same(f"{first} – {second}"), message, remedy)
        seen.add(frozenset((first, second)))


def _wrong(
    row: PlanRow, first: str, second: str, known: set[str], seen: set[frozenset[str]]
) -> Iterator[tuple[Text, Text]]:
    strangers = [code for code in dict.fromkeys((first, second)) if code not in known]
    if strangers:
        remedy = Text("改正编号，或补充这个伙伴。", "Correct the code, or add the partner.")
        yield STRANGER.fill(codes=", ".join(strangers)), remedy
    elif first == second:
        yield ITSELF, Text("删去这一行，或改正一方。", "Remove the row, or correct one side.")
    elif frozenset((first, second)) in seen:
        yield TWICE, Text("只保留一行。", "Keep one row.")
    elif row.cells.get("required") and row.cells.get("actual") is None:
        yield NO_ACTUAL, Text("写上实际强度；没有协同写 0。", "State the actual strength; 0 where there is none.")
