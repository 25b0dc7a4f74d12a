"""What changed since an edition: every reading then and now, sorted by consequence, with the change sets behind each.

A cause is a fact of the ledger: a change set between the two editions that touched a sheet the metric rests on. What was
done and undone in between is no change. What moved although the figures are the same moved because the day did, and that
is found by asking the old figures what they say today.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sq_core.desk.change_words import cause_said, change_said, same_written
from sq_core.desk.moves import Move, moved
from sq_core.desk.office import View
from sq_core.desk.past import kept, recalled
from sq_core.desk.plan import shortfall
from sq_core.ledger import row_key, rows_touched
from sq_core.sheets import contracts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sq_core.catalogue import Catalogue, Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.office import Office
    from sq_core.desk.past import Past
    from sq_core.desk.since import Since
    from sq_core.ledger import ChangeSet
    from sq_core.words import Text

Kind = Literal["worsened", "improved", "first", "lost", "moved", "aim", "basis"]
KINDS: tuple[Kind, ...] = ("worsened", "improved", "first", "lost", "moved", "aim", "basis")
"""In the order of consequence. first: a value, or a judgement, where there was none · lost: the other way round · aim: the
target or plan is another · basis: only what it rests on, or less than is ever written."""
SEVERITY = {"good": 0, "watch": 1, "bad": 2}
"""How grave a judgement is; what is not here is none."""
_EVERYWHERE = frozenset({"goals", "parameters"})
"""Sheets that can move any reading."""


@dataclass(frozen=True, slots=True)
class Change:
    """One reading that a person would see differently: what became of it, why, and both sides of it."""

    kind: Kind
    move: Move
    size: float
    """How far the value moved, or a first value misses its plan: as a share of the way to the target, else of what it was."""
    composed: bool
    """Whether a model made it, perhaps of other readings: those are told before it."""
    causes: tuple[ChangeSet, ...]
    passed: tuple[date, date] | None
    """The programme's day then and now, where time had a part in it."""
    sentence: Text
    cause: Text

    @property
    def reading(self) -> Reading:
        """The reading as it is now."""
        return self.move.after

    @property
    def only_time(self) -> bool:
        """Whether it moved although none of the figures it is made from did."""
        return self.passed is not None and not any(set(one.sheets) - {"parameters"} for one in self.causes)


@dataclass(frozen=True, slots=True)
class Changed:
    """Everything that changed since an edition, the gravest first, and the change sets that stand, the newest first."""

    since: Since
    edition: int
    items: tuple[Change, ...] = ()
    change_sets: tuple[ChangeSet, ...] = ()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """List the changes of one kind."""
        return tuple(one for one in self.items if one.kind == kind)


def what_changed(office: Office, desk: Desk, view: View, since: Since) -> Changed:
    """Compare every reading of a desk with what it was; ``view`` says where the desk stands."""
    position = replace(view.position, edition=min(since.edition, desk.edition))
    before_view = View(desk.lang, desk.grain, position, today=since.day)
    between = _between(desk, position.edition or 0, office.edition)
    standing = tuple(one for one in _standing(between) if one.branch == position.branch)
    kept(office.memo, desk, position.branch)
    touched = {sheet for one in between for sheet in one.sheets}
    past = recalled(office.memo, desk, position.branch, position.edition or 0, since.day, touched)

    def compared(then: Desk | Past) -> tuple[Change, ...]:
        names = _movable(desk, touched, everything=then.as_of != desk.as_of)
        moves = tuple(move for move in moved(then.readings(*names), desk.readings(*names)) if _tells(move))
        waited = _waited(office, before_view, desk, then, moves)
        with office.store.reading() as cursor:
            goal_rows = rows_touched(cursor, "goals", position.edition or 0, desk.edition)
        feeding = _sheets(
            desk.catalogue, *(one.after.metric for one in moves if not _over_rows(desk, one.after.metric))
        )
        judge = _Judge(then, desk, between, standing, waited, goal_rows, feeding)
        return tuple(sorted((judge.change(move) for move in moves), key=_consequence))

    if past is not None:
        return Changed(since, desk.edition, compared(past), standing)
    with office.desk(before_view) as then:
        return Changed(since, desk.edition, compared(then), standing)


def _between(desk: Desk, first: int, newest: int) -> tuple[ChangeSet, ...]:
    """List the change sets after an edition up to the desk's, newest first."""
    if first >= desk.edition:
        return ()
    return tuple(one for one in desk.changes(newest - first) if first < one.id <= desk.edition)


def _standing(found: Sequence[ChangeSet]) -> tuple[ChangeSet, ...]:
    """Leave out what was undone in between, and the undoing of it: together they are no change."""
    here = {one.id for one in found}
    cancelled: set[int] = set()
    kept = []
    for one in found:  # the newest first, so that an undo that was itself undone does not count
        if one.id in cancelled:
            continue
        if one.undoes in here:
            cancelled.add(one.undoes)
        else:
            kept.append(one)
    return tuple(kept)


def _movable(desk: Desk, touched: set[str], *, everything: bool) -> tuple[str, ...]:
    """Name the metrics that can have moved: the others rest on sheets nobody touched and need not be read again."""
    if not touched and not everything:
        return ()
    metrics = desk.catalogue.metrics
    if everything or touched & _EVERYWHERE:
        return tuple(metrics)
    return tuple(
        name for name, metric in metrics.items() if metric.combine == "model" or _sheets(desk.catalogue, name) & touched
    )


def _sheets(catalogue: Catalogue, *metrics: str) -> set[str]:
    """Give the sheets metrics rest on; the answers of a questionnaire lie on its sheet."""
    known = [catalogue.metrics[name] for name in metrics if name in catalogue.metrics]
    return {sheet.removesuffix("_answers") for metric in known for sheet in metric.sheets}


def _over_rows(desk: Desk, name: str) -> bool:
    """Whether a model makes a metric of rows, and so perhaps of any reading of the programme."""
    metric = desk.catalogue.metrics.get(name)
    return metric is not None and metric.over_rows


def _waited(office: Office, before: View, desk: Desk, then: Desk | Past, moves: Sequence[Move]) -> dict[str, Reading]:
    """Read the old figures on the new day, where the day is another."""
    if then.as_of == desk.as_of or not moves:
        return {}
    with office.desk(replace(before, day=desk.as_of)) as later:
        return {move.before.metric: later.reading(move.before.metric) for move in moves}


def _tells(move: Move) -> bool:
    """Whether there is something to tell: a value on one side, or a formula that fails now and did not."""
    return any(one.value is not None for one in (move.before, move.after)) or move.after.status == "broken"


@dataclass(frozen=True, slots=True)
class _Judge:
    """Says of a move what it is worth and where it comes from."""

    then: Desk | Past
    now: Desk
    between: tuple[ChangeSet, ...]
    standing: tuple[ChangeSet, ...]
    waited: dict[str, Reading]
    goal_rows: dict[str, frozenset[int]]
    """The change sets that touched each row of the goals: a goal is moved by its own row, not by its neighbours'."""
    feeding: set[str]
    """The sheets behind all other readings that moved: what a model is made from may be any of them."""

    def change(self, move: Move) -> Change:
        """Judge one move."""
        kind = kind_of(move)
        causes, passed = self._causes(move), self._passed(move)
        if passed is not None and not self._figures_moved(move):
            causes = self._who_moved_the_day()
        return Change(
            kind,
            move,
            self._size(move),
            _over_rows(self.now, move.after.metric),
            causes,
            passed,
            change_said(kind, move, self.now.period_name),
            cause_said(causes, passed, only_time=passed is not None and not self._figures_moved(move)),
        )

    def _figures_moved(self, move: Move) -> bool:
        """Whether the old figures, read today, say something else than the new ones."""
        waited = self.waited.get(move.after.metric)
        return waited is None or bool(moved((waited,), (move.after,)))

    def _passed(self, move: Move) -> tuple[date, date] | None:
        waited = self.waited.get(move.before.metric)
        if waited is None or not moved((move.before,), (waited,)):
            return None
        return self.then.as_of, self.now.as_of

    def _who_moved_the_day(self) -> tuple[ChangeSet, ...]:
        if self.then.parameters.get("as_of") == self.now.parameters.get("as_of"):
            return ()
        return _touching(self.standing, {"parameters"})

    def _causes(self, move: Move) -> tuple[ChangeSet, ...]:
        name = move.after.metric
        own = _sheets(self.now.catalogue, name, *(one.metric for one in move.after.rests_on))
        if _over_rows(self.now, name):
            own |= self.feeding
        aimed = self._aimed(name)
        return (
            tuple(one for one in self.standing if one.id in aimed or own & set(one.sheets))
            or _touching(self.standing, _EVERYWHERE)
            or tuple(one for one in self.between if one.id in aimed or own & set(one.sheets))
        )  # the last where an undo kept later values, and so left some of what it took back

    def _aimed(self, name: str) -> frozenset[int]:
        """Name the change sets that touched the goal of a metric, where it is another than it was."""
        lines = self.then.goal(name), self.now.goal(name)
        if lines[0] == lines[1]:
            return frozenset()
        keys = {row_key(contracts()["goals"], {"goal": line.goal}) for line in lines if line}
        return frozenset().union(*(self.goal_rows.get(key, frozenset()) for key in keys))

    def _size(self, move: Move) -> float:
        after, line = move.after, self.now.goal(move.after.metric)
        if move.shift is not None:
            far = abs(move.shift)
        elif after.value is not None and after.plan is not None:
            far = max(shortfall(after.value, after.plan, after.better), 0.0)
        else:
            return 0.0
        scale = line.way if line and line.way else abs(move.before.value or after.plan or 0.0)
        return far / scale if scale else float(far != 0)


def _touching(sets: Sequence[ChangeSet], sheets: Iterable[str]) -> tuple[ChangeSet, ...]:
    wanted = set(sheets)
    return tuple(one for one in sets if wanted & set(one.sheets))


def kind_of(move: Move) -> Kind:
    """Say what became of a reading."""
    before, after = move.before, move.after
    was, now = SEVERITY.get(before.status), SEVERITY.get(after.status)
    if before.value is None or after.value is None:
        return "first" if after.value is not None else "lost"
    if was is None or now is None:
        if was is not None or now is not None:
            return "first" if was is None else "lost"
    elif was != now:
        return "worsened" if now > was else "improved"
    if not same_written(before, after):
        return "moved"
    return "basis" if (before.target, before.plan) == (after.target, after.plan) else "aim"


def _consequence(one: Change) -> tuple[float, ...]:
    """Order by kind, what is measured before what is made of it, then by how grave it is now and how far it went."""
    grave = SEVERITY.get(one.reading.status, -1)
    flip = abs(grave - SEVERITY.get(one.move.before.status, grave))
    first = grave if one.kind == "first" else 0
    return KINDS.index(one.kind), one.composed, -flip, -first, -one.size
