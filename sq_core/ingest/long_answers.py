"""What rows of single answers say of a response: whose they are, which of them repeat each other, where they disagree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sq_core.ingest.long_layout import RESPONDENT, brought_together, grouped, repeats
from sq_core.ingest.row_identity import codes_of
from sq_core.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sq_core.ingest.answers import Answers
    from sq_core.ingest.columns import Draft
    from sq_core.ingest.long_layout import Grouped
    from sq_core.ingest.manners import Source
    from sq_core.ingest.notes import Notes

    Rows = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_DATE = "date"


def responses_of(
    answers: Answers,
    drafts: Mapping[str, Draft],
    rows: Rows,
    sources: Mapping[str, Source],
    notes: Notes,
    refused: Mask,
) -> tuple[Answers, Mask]:
    """Bring the answers of each response together; give them and the rows under which responses are kept."""
    people = codes_of(drafts[RESPONDENT])
    _refuse_nameless(people < 0, rows, sources, notes, refused)
    by = grouped(people)
    again = repeats(answers, rows, by)
    if len(again) and _DATE in sources:
        by_day = grouped(people, np.nan_to_num(drafts[_DATE].numbers, nan=-1.0).astype(np.int64))
        if not len(repeats(answers, rows, by_day)):
            by, again = by_day, again[:0]
    if len(again):
        _refuse_repeats(again, rows, sources, notes, refused)
    _note_disagreement(by, drafts, rows, sources, notes)
    count = int(by.heads.sum())
    message = Text(
        f"每行一个回答：{len(rows):,} 行合成 {count:,} 份答卷",
        f"One answer a row: {len(rows):,} rows make {count:,} responses",
    )
    notes.add("long-layout", "noted", message, value=str(count))
    return replace(answers, table=brought_together(answers, rows, by)), by.heads


def _refuse_nameless(nameless: Mask, rows: Rows, sources: Mapping[str, Source], notes: Notes, refused: Mask) -> None:
    if not nameless.any():
        return
    refused |= nameless
    message = Text("没有写明是谁的回答", "It is not said whose answer this is")
    remedy = Text("请填写答卷编号", "Fill in the code of the respondent")
    notes.add(
        "respondent-missing", "refused", message, remedy, letter=sources[RESPONDENT].raw.letter, rows=rows[nameless]
    )


def _refuse_repeats(again: Rows, rows: Rows, sources: Mapping[str, Source], notes: Notes, refused: Mask) -> None:
    refused[again] = True
    message = Text("同一份答卷对同一题项回答了不止一次", "A response answers the same item more than once")
    remedy = Text(
        "请只保留一个回答；如果是多次调查，请写明日期",
        "Keep one of the answers; if these are several surveys, give their dates",
    )
    notes.add("answer-twice", "refused", message, remedy, letter=sources[RESPONDENT].raw.letter, rows=rows[again])


def _note_disagreement(
    by: Grouped, drafts: Mapping[str, Draft], rows: Rows, sources: Mapping[str, Source], notes: Notes
) -> None:
    """Say where rows of one response name different regions, days or weights; the first row counts."""
    differing: list[Text] = []
    where = np.zeros(len(rows), np.bool_)
    for name, source in sources.items():
        draft = drafts[name]
        values = codes_of(draft) if draft.textual else np.nan_to_num(draft.numbers, nan=-1e308)
        apart = values != values[by.first]
        if name != RESPONDENT and apart.any():
            where |= apart
            differing.append(draft.column.header if not source.header else Text(source.header, source.header))
    if differing:
        message = Text(
            "同一份答卷的各行不一致（{columns}），以第一行为准",
            "Rows of one response differ ({columns}); the first counts",
        )
        notes.add(
            "response-differs",
            "noted",
            message.fill(columns=listed(differing)),
            Text("请检查这些行", "Check these rows"),
            letter=sources[RESPONDENT].raw.letter,
            rows=rows[where],
        )
