"""Where in the segments the accepted problems moved: each problem's own reading, split over the dimension that concentrates it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken, Reading
from sq_core.desk.cause_evidence import symptom
from sq_core.desk.causes import StatedProblem, stated_problems
from sq_core.desk.why import Movement, movement
from sq_core.desk.why_words import sentence
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.desk.desk import Desk

ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class ProblemMove:
    """A problem, the reading that shows it, and where its movement sits, or why that is not told."""

    problem: StatedProblem
    reading: Reading
    found: Movement | Broken


def problem_moves(desk: Desk) -> tuple[ProblemMove, ...]:
    """Split the movement of every accepted problem on the period before, the first to be solved first."""

    def make() -> tuple[ProblemMove, ...]:
        shown = [(one, symptom(desk, one)) for one in stated_problems(desk) if one.decision == ACCEPTED]
        return tuple(
            ProblemMove(one, reading, movement(desk, reading)) for one, reading in shown if reading is not None
        )

    return desk.kept("problem moves", make=make)


def strongest(moves: Sequence[ProblemMove]) -> ProblemMove | None:
    """Choose the movement to speak of: one beyond chance before any other, then the largest for its size; None if none."""
    known = [(one, one.found) for one in moves if not isinstance(one.found, Broken)]
    if not known:
        return None
    return max(
        known, key=lambda each: (each[1].beyond(each[1].chance), abs(each[1].change) / (abs(each[1].before) or 1.0))
    )[0]


def said_of(move: ProblemMove) -> Text:
    """Say where the movement of one problem sits."""
    if isinstance(move.found, Broken):
        return move.found.message
    return Text("{problem}：", "{problem}: ").fill(problem=move.problem.problem) + sentence(move.found)
