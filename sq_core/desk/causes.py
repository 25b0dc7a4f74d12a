"""The causes as they are stated: which problem each explains, which cause it stands below, and how it is to be proved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.words import Text, same

if TYPE_CHECKING:
    from sq_core.desk.desk import Desk

Condition = Literal["up", "down", "above", "below"]


@dataclass(frozen=True, slots=True)
class StatedProblem:
    """A problem that causes can be given for: what shows it, and whether it was accepted."""

    problem: str
    name: Text
    metric: str | None
    dimension: str | None
    part: str | None
    decision: str | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class StatedCause:
    """A cause as its sheet states it; None where the cell is blank. ``share`` is a fraction of what stands above it."""

    cause: str
    parent: str | None
    problem: str | None
    name: Text
    kind: str | None
    metric: str | None
    dimension: str | None
    part: str | None
    condition: Condition | None
    threshold: float | None
    verified: bool
    share: float | None
    countermeasure: Text | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class CauseBranch:
    """A cause in its place: how deep below the problem, and the causes below it in the order of their shares."""

    cause: StatedCause
    depth: int
    below: tuple[CauseBranch, ...]


_PROBLEM = (
    "problem, coalesce(title_zh, title_en, problem), coalesce(title_en, title_zh, problem), metric, dimension, part,"
    " decision, rank"
)
_CAUSE = (
    "cause, parent, problem, coalesce(statement_zh, statement_en, cause), coalesce(statement_en, statement_zh, cause),"
    " kind, metric, dimension, part, condition, threshold, coalesce(verified, false), share,"
    " coalesce(countermeasure_zh, countermeasure_en), coalesce(countermeasure_en, countermeasure_zh), owner"
)


def stated_problems(desk: Desk) -> tuple[StatedProblem, ...]:
    """Read all problems, the first to be solved first; those without a rank follow by their codes."""

    def make() -> tuple[StatedProblem, ...]:
        rows = desk.select("problems", _PROBLEM, "rank nulls last, problem")
        return tuple(StatedProblem(code, Text(zh, en), *rest) for code, zh, en, *rest in rows)

    return desk.kept("problems stated", sheets=("problems",), make=make)


def stated_causes(desk: Desk) -> tuple[StatedCause, ...]:
    """Read all causes in the order of their codes."""

    def make() -> tuple[StatedCause, ...]:
        return tuple(_stated(*row) for row in desk.select("causes", _CAUSE, "cause"))

    return desk.kept("causes stated", sheets=("causes",), make=make)


def _stated(
    cause: str, parent: str | None, problem: str | None, name_zh: str, name_en: str, kind: str | None,
    metric: str | None, dimension: str | None, part: str | None, condition: Condition | None, threshold: float | None,
    verified: bool, share: float | None, against_zh: str | None, against_en: str | None, owner: str | None,
) -> StatedCause:  # fmt: skip
    against = Text(against_zh, against_en) if against_zh and against_en else None
    return StatedCause(
        cause, parent, problem, Text(name_zh, name_en), kind, metric, dimension, part, condition, threshold, verified,
        share, against, owner,
    )  # fmt: skip


def ancestors(cause: StatedCause, causes: tuple[StatedCause, ...]) -> tuple[StatedCause, ...]:
    """Go up from a cause to the problem, as far as there is something and nothing twice."""
    known = {one.cause: one for one in causes}
    found: list[StatedCause] = []
    at = known.get(cause.parent or "")
    while at is not None and at not in found:
        found.append(at)
        at = known.get(at.parent or "")
    return tuple(found)


def in_circle(cause: StatedCause, causes: tuple[StatedCause, ...]) -> bool:
    """Tell whether a cause explains itself in the end."""
    return cause in ancestors(cause, causes)


def explains(cause: StatedCause, causes: tuple[StatedCause, ...]) -> str | None:
    """Name the problem a cause belongs to: that of the cause on top of its tree, where it names none itself."""
    named = [one.problem for one in (cause, *ancestors(cause, causes)) if one.problem]
    return named[0] if named else None


def children(cause: StatedCause, causes: tuple[StatedCause, ...]) -> tuple[StatedCause, ...]:
    """List the causes that stand right below one."""
    return tuple(one for one in causes if one.parent == cause.cause)


def tree(problem: str, causes: tuple[StatedCause, ...]) -> tuple[CauseBranch, ...]:
    """Stand the causes of a problem in their tree; one whose parent is missing, or that explains itself, stands on top."""
    own = [one for one in causes if explains(one, causes) == problem]
    known = {one.cause for one in own}
    below: dict[str, list[StatedCause]] = {}
    for one in own:
        above = one.parent if one.parent in known and not in_circle(one, causes) else ""
        below.setdefault(above or "", []).append(one)

    def grown(parent: str, depth: int) -> tuple[CauseBranch, ...]:
        ordered = sorted(below.get(parent, ()), key=lambda one: (-(one.share or 0.0), one.cause))
        return tuple(CauseBranch(one, depth, grown(one.cause, depth + 1)) for one in ordered)

    return grown("", 1)


def flat(branches: tuple[CauseBranch, ...]) -> tuple[CauseBranch, ...]:
    """List a tree from top to bottom as it is drawn."""
    return tuple(one for branch in branches for one in (branch, *flat(branch.below)))


def called(cause: StatedCause) -> Text:
    """Call a cause by its code and statement."""
    return same(cause.cause) + Text(" ", " ") + cause.name
