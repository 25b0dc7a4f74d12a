"""What the rows of a questionnaire say of who answered: the same person twice, and how much each counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sq_core.ingest.long_layout import RESPONDENT, grouped
from sq_core.ingest.row_identity import codes_of
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sq_core.ingest.answers import Answers
    from sq_core.ingest.columns import Draft
    from sq_core.ingest.manners import Source
    from sq_core.ingest.notes import Notes

    Rows = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_DATE, _WEIGHT = "date", "weight"


def note_returning(
    answers: Answers,
    drafts: Mapping[str, Draft],
    rows: Rows,
    sources: Mapping[str, Source],
    notes: Notes,
    refused: Mask,
) -> None:
    """Say where a respondent stands in several rows; a row that repeats another in every answer is refused."""
    if RESPONDENT not in sources or not len(rows):
        return
    draft = drafts[RESPONDENT]
    people = codes_of(draft)
    named = people >= 0
    by = grouped(np.where(named, people, -1 - np.arange(len(people))))
    returning = ~by.heads
    if not returning.any():
        return
    days = np.nan_to_num(drafts[_DATE].numbers, nan=-1.0) if _DATE in sources else np.zeros(len(rows))
    marks = _marks(answers, rows)
    same = (
        returning
        & ~grouped(by.first, days.astype(np.int64), np.unique(marks, return_inverse=True)[1]).heads
        & (marks != 0)
    )
    letter = sources[RESPONDENT].raw.letter
    if same.any():
        refused |= same
        notes.add(
            "response-twice",
            "refused",
            _message(
                draft,
                same,
                "答卷“{first}”等重复：同一天、每个回答都相同",
                "Response “{first}” and others are repeated: same day, same answers",
            ),
            Text("请删去重复的行", "Delete the repeated rows"),
            letter=letter,
            rows=rows[same],
            value=_first(draft, same),
        )
    other = returning & ~same
    if other.any():
        notes.add(
            "respondent-returns",
            "noted",
            _message(
                draft,
                other,
                "答卷编号“{first}”等出现在不止一行，每行按一份答卷计",
                "Respondent “{first}” and others stand in more than one row; each row counts as a response",
            ),
            Text("如果是误填，请改正编号", "Correct the codes if that is a mistake"),
            letter=letter,
            rows=rows[other],
            value=_first(draft, other),
        )


def _first(draft: Draft, where: Mask) -> str:
    first = int(draft.codes[np.flatnonzero(where)[0]])
    return draft.strings[first]


def _message(draft: Draft, where: Mask, zh: str, en: str) -> Text:
    return Text(zh, en).fill(first=_first(draft, where))


def _marks(answers: Answers, rows: Rows) -> NDArray[np.float64]:
    """Give every row a number that tells its answers apart: each item and side weighs in with its own odd fraction."""
    table = answers.table
    at = np.searchsorted(rows, table["row_no"].to_numpy() - 1)
    items = table["item"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.float64)
    marks = np.zeros(len(rows))
    for number, side in enumerate(("expectation", "perception")):
        values = np.nan_to_num(table[side].to_numpy(), nan=-7919.0)
        np.add.at(marks, at, values * np.sqrt(2.0 + 3 * items + number) + np.cbrt(5.0 + items))
    return marks


def note_weights(drafts: Mapping[str, Draft], rows: Rows, sources: Mapping[str, Source], notes: Notes) -> None:
    """Say that weights are kept and not used: a reading counts every response once, and its interval rests on that."""
    if _WEIGHT not in sources:
        return
    weights = drafts[_WEIGHT].numbers
    if len(weights) and np.nanmin(weights, initial=np.inf) != np.nanmax(weights, initial=-np.inf):
        message = Text(
            "答卷权重已保留，但读数中每份答卷都按一份计",
            "Respondent weights are kept, but in readings every response counts once",
        )
        remedy = Text(
            "如需按权重计算，请在导入前先加权抽样", "For weighted figures, draw a weighted sample before loading"
        )
        notes.add("weights-not-used", "noted", message, remedy, letter=sources[_WEIGHT].raw.letter, rows=rows[:1])
