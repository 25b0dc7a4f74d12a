"""Failure modes with their ranks, and the priority of action that the programme's own table gives them.

The table is rows that people edit. Where a cell of it is missing or stands twice, the failure modes it would be for have no
priority, and what is wrong with the table is listed; without any rows the shipped table is used and said to be unverified.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sq_core.catalogue import Broken
from sq_core.desk.background import both, day_of
from sq_core.desk.modelled import Outcome
from sq_core.models import PRIORITIES, action_priority
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sq_core.catalogue import Metric
    from sq_core.desk.desk import Desk
    from sq_core.ledger import PlanRow
    from sq_core.models import Priority
    from sq_core.sheets import Cell

Ranks = tuple[int, int, int]
RANKS = ("severity", "occurrence", "detection")
ORDER = {"H": 0, "M": 1, "L": 2, "": 3}
SHIPPED = Text(
    "优先级取自随附的 AIAG-VDA 表；公开来源互相矛盾，尚未与手册核实，可在“调整”中改写",
    "Priorities follow the shipped AIAG-VDA table; public sources differ and it is not verified against the handbook; edit it under Adjust",
)
OWN = Text("优先级取自项目的措施优先级表", "Priorities follow the programme's own table")
_UNRATED = Broken(
    Text("三项评分不全。", "Its three ranks are not complete."),
    Text(
        "请在失效模式分析表中补齐严重度、发生度、探测度。",
        "Fill in severity, occurrence and detection in the FMEA sheet.",
    ),
)
_NO_CELL = Broken(
    Text("措施优先级表没有给出唯一的等级。", "The table of action priorities gives no single letter for these ranks."),
    Text("请补齐或改正措施优先级表。", "Complete or mend the table of action priorities."),
)


@dataclass(frozen=True, slots=True)
class FailureMode:
    """A way a step can fail, with its ranks and letters; None and blank where they are not known."""

    failure: str
    step: Text
    mode: Text
    effect: Text
    action: Text
    ranks: Ranks | None
    after: Ranks | None
    letter: str
    letter_after: str
    owner: str
    due: date | None
    done: bool

    @property
    def name(self) -> Text:
        """Call it by its step and mode."""
        return self.step + Text("：", ": ") + self.mode if self.step.zh else self.mode

    @property
    def number(self) -> int | None:
        """The risk priority number: the product of the three ranks."""
        return None if self.ranks is None else self.ranks[0] * self.ranks[1] * self.ranks[2]

    @property
    def number_after(self) -> int | None:
        """The risk priority number after the action."""
        return None if self.after is None else self.after[0] * self.after[1] * self.after[2]


@dataclass(frozen=True, slots=True)
class PriorityRows:
    """The programme's table of priorities by triple of ranks; ``shipped`` where it has none of its own."""

    letters: Mapping[Ranks, frozenset[str]]
    shipped: bool

    def letter(self, ranks: Ranks | None) -> str:
        """Look up the letter of three ranks; blank where the table does not give exactly one."""
        if ranks is None:
            return ""
        if self.shipped:
            return action_priority(*ranks)
        found = self.letters.get(ranks, frozenset())
        return next(iter(found)) if len(found) == 1 else ""

    def flaws(self) -> tuple[Text, ...]:
        """Say what is wrong with the table: ranks without a letter, with several, and letters that fall as ranks rise."""
        if self.shipped:
            return ()
        triples = [(s, o, d) for s in range(1, 11) for o in range(1, 11) for d in range(1, 11)]
        missing = [each for each in triples if not self.letters.get(each)]
        double = [each for each in triples if len(self.letters.get(each, ())) > 1]
        falling = [(one, worse) for one in triples for worse in _worse(one) if self._falls(one, worse)]
        said = []
        if missing:
            said.append(_flaw(Text("没有等级", "no letter"), len(missing), missing[0]))
        if double:
            said.append(_flaw(Text("有不止一个等级", "more than one letter"), len(double), double[0]))
        if falling:
            said.append(
                _flaw(Text("评分更高而等级更低", "a lower letter than milder ranks"), len(falling), falling[0][1])
            )
        return tuple(said)

    def _falls(self, one: Ranks, worse: Ranks) -> bool:
        first, second = self.letter(one), self.letter(worse)
        return bool(first and second) and ORDER[second] > ORDER[first]


def _worse(ranks: Ranks) -> list[Ranks]:
    s, o, d = ranks
    return [each for each in ((s + 1, o, d), (s, o + 1, d), (s, o, d + 1)) if max(each) <= 10]


def _flaw(what: Text, count: int, first: Ranks) -> Text:
    place = f"S{first[0]} O{first[1]} D{first[2]}"
    return Text(
        "措施优先级表中 {n} 种评分{what}，例如 {place}",
        "{n} combinations of ranks have {what} in the table, such as {place}",
    ).fill(n=count, what=what, place=place)


def priority_rows(desk: Desk) -> PriorityRows:
    """Read the programme's table of action priorities."""

    def make() -> PriorityRows:
        letters: dict[Ranks, set[str]] = defaultdict(set)
        rows = desk.rows("action_priorities")
        for row in rows:
            bands = [_band(row.cells, name) for name in RANKS]
            for s in bands[0]:
                for o in bands[1]:
                    for d in bands[2]:
                        letters[s, o, d].add(str(row.cells["priority"]))
        return PriorityRows({ranks: frozenset(found) for ranks, found in letters.items()}, shipped=not rows)

    return desk.kept("priority rows", sheets=("action_priorities",), make=make)


def _band(cells: Mapping[str, Cell], name: str) -> range:
    low, high = cells.get(f"{name}_from"), cells.get(f"{name}_to")
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        return range(0)
    return range(int(low), int(high) + 1)


def failure_modes(desk: Desk) -> tuple[FailureMode, ...]:
    """List the failure modes: first by letter, then by severity, then by the product of ranks."""

    def make() -> tuple[FailureMode, ...]:
        table = priority_rows(desk)
        found = [_mode(row, table) for row in desk.rows("fmea")]
        return tuple(sorted(found, key=_gravest))

    return desk.kept("failure modes", sheets=("fmea", "action_priorities"), make=make)


def _gravest(mode: FailureMode) -> tuple[int, int, int, str]:
    severity = mode.ranks[0] if mode.ranks else 0
    return ORDER[mode.letter], -severity, -(mode.number or 0), mode.failure


def _mode(row: PlanRow, table: PriorityRows) -> FailureMode:
    cells = row.cells
    ranks, after = _ranks(cells, ""), _ranks(cells, "_after")
    return FailureMode(
        failure=str(cells["failure"]),
        step=both(cells, "step"),
        mode=both(cells, "mode"),
        effect=both(cells, "effect"),
        action=both(cells, "action"),
        ranks=ranks,
        after=after,
        letter=table.letter(ranks),
        letter_after=table.letter(after),
        owner=str(cells.get("owner") or ""),
        due=day_of(cells, "due"),
        done=cells.get("done") is True,
    )


def _ranks(cells: Mapping[str, Cell], suffix: str) -> Ranks | None:
    values = [cells.get(name + suffix) for name in RANKS]
    if not all(isinstance(value, (int, float)) for value in values):
        return None
    first, second, third = (int(cast("float", value)) for value in values)
    return first, second, third


def _counted(desk: Desk, *, after: bool) -> tuple[Outcome, ...]:
    modes, high, each = failure_modes(desk), 0, []
    for mode in modes:
        ranks = (mode.after or mode.ranks) if after else mode.ranks
        letter = (mode.letter_after or mode.letter) if after else mode.letter
        where = (("failure", mode.failure),)
        if not letter:
            reason = _UNRATED if ranks is None else _NO_CELL
            each.append(Outcome(where, None, broken=reason, status="empty", owner=mode.owner))
            continue
        high += letter == "H"
        each.append(Outcome(where, float(letter == "H"), owner=mode.owner))
    rated = sum(one.value is not None for one in each)
    if not rated:
        return tuple(each)
    return (Outcome((), float(high), n=float(rated)), *each)


def high(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Count the failure modes of high priority as they are ranked now; by failure 1 or 0."""
    return _counted(desk, after=False)


def high_after(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Count those of high priority by their ranks after the action, where there are any."""
    return _counted(desk, after=True)


def counts(modes: Sequence[FailureMode], *, after: bool) -> dict[Priority, int]:
    """Count failure modes by letter, before or after their actions."""
    letters = [(one.letter_after or one.letter) if after else one.letter for one in modes]
    return {letter: letters.count(letter) for letter in PRIORITIES}


def overall(modes: tuple[FailureMode, ...]) -> Text:
    """Say how many failure modes must be acted upon, and which is the gravest."""
    if not modes:
        return Text("还没有失效模式分析。", "There is no FMEA yet.")
    rated = [one for one in modes if one.letter]
    urgent = [one for one in rated if one.letter == "H"]
    if not urgent:
        return Text(
            "{n} 个失效模式中没有必须立即采取措施的。", "None of {n} failure modes must be acted upon at once."
        ).fill(n=len(rated))
    return Text(
        "{n} 个失效模式中有 {k} 个必须采取措施，最严重的是{name}。",
        "{k} of {n} failure modes must be acted upon; the gravest is {name}.",
    ).fill(n=len(rated), k=len(urgent), name=urgent[0].name)


def shift(modes: Sequence[FailureMode]) -> Text:
    """Say what the actions do to the number of failure modes of high priority: a title for their picture."""
    before, after = counts(modes, after=False)["H"], counts(modes, after=True)["H"]
    if not any(one.after for one in modes):
        return Text(
            "{n} 个失效模式为高优先级，措施后尚未重新打分",
            "{n} failure modes are of high priority; none is ranked again yet",
        ).fill(n=before)
    return Text(
        "措施把高优先级的失效模式从 {before} 个减到 {after} 个",
        "The actions bring failure modes of high priority from {before} to {after}",
    ).fill(before=before, after=after)
