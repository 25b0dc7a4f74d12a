"""Questionnaires with one answer a row arrive as those with one item a column do, and every answer keeps its cell."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from sq_core.desk import View, load, read_upload
from sq_core.errors import Place
from sq_core.ingest.intake import Intake
from sq_core.ingest.raw import RawBook
from sq_core.ingest.reading import Wishes, understand
from sq_core.ingest.scales import KnownItem, stated_item
from tests.ingest.looks import Rows, found, only, read_rows, rules, sheet_of
from tests.programmes import AUTHOR, TODAY, new_office

PAIRED: list[list[object]] = [
    ["respondent", "item", "expectation", "perception", "date", "region"],
    ["A", "1", 7, 6, date(2026, 9, 1), "east"],
    ["A", "2", 6, 2, date(2026, 9, 1), "east"],
    ["B", "1", 5, 5, date(2026, 9, 2), "west"],
    ["B", "2", 6, None, date(2026, 9, 2), "west"],
]
SCORES: list[list[object]] = [
    ["答卷编号", "题项", "得分", "日期"],
    ["甲", "1-1", 7, date(2026, 9, 1)],
    ["甲", "1-2", 4, date(2026, 9, 1)],
    ["乙", "1-1", 6, date(2026, 9, 3)],
    ["乙", "1-2", 5, date(2026, 9, 3)],
]


def answers(intake: Intake) -> list[tuple[object, ...]]:
    table = only(intake).answers
    assert table is not None
    names = ("row_no", "item", "expectation", "perception", "expectation_row", "perception_row")
    return sorted(tuple(row[name] for name in names) for row in table.to_pylist())


def test_a_row_of_both_sides_is_one_answer() -> None:
    intake = read_rows(PAIRED)
    sheet = only(intake)
    assert (sheet.contract, sheet.rows_read) == ("survey_responses", 2)
    assert sheet.rows["respondent"].to_pylist() == ["A", "B"]
    assert sheet.rows["region"].to_pylist() == ["east", "west"]
    assert sheet.rows["row_no"].to_pylist() == [2, 4]
    assert answers(intake) == [
        (2, "1", 7, 6, 2, 2),
        (2, "2", 6, 2, 3, 3),
        (4, "1", 5, 5, 4, 4),
        (4, "2", 6, None, 5, None),
    ]
    assert [(m.letter, m.column) for m in sheet.columns][1:4] == [
        ("B", "answers:item"),
        ("C", "answers:expectation"),
        ("D", "answers:perception"),
    ]
    assert rules(intake) == {"long-layout", "scale-inferred"}


def test_halves_of_a_pair_in_rows_of_their_own_are_joined() -> None:
    assert answers(read_rows(SCORES)) == [(2, "1", 7, 4, 2, 3), (4, "1", 6, 5, 4, 5)]


@pytest.mark.parametrize(
    "headers",
    [
        ["Respondent ID", "Question", "Answer"],
        ["response id", "question code", "value"],
        ["问卷编号", "题号", "分值"],
        ["编号", "题目", "评分"],
    ],
)
def test_its_headers_are_known_in_both_languages(headers: list[str]) -> None:
    rows: Rows = [headers, ["R1", "Q1", 5], ["R1", "Q2", 4], ["R2", "Q1", 3], ["R2", "Q2", 1]]
    assert [(row, item, p) for row, item, _, p, _, _ in answers(read_rows(rows))] == [
        (2, "Q1", 5),
        (2, "Q2", 4),
        (4, "Q1", 3),
        (4, "Q2", 1),
    ]


def test_words_and_codes_for_no_answer_are_read_item_by_item() -> None:
    rows: Rows = [
        ["respondent", "item", "score"],
        *[
            [f"R{n}", "Q1", word]
            for n, word in enumerate(["very satisfied", "satisfied", "dissatisfied", "don't know"])
        ],
        *[[f"R{n}", "Q2", score] for n, score in enumerate([5, 99, 1, 4])],
    ]
    intake = read_rows(rows)
    assert {(row, item): p for row, item, _, p, _, _ in answers(intake)} == {
        (2, "Q1"): 5,
        (3, "Q1"): 4,
        (4, "Q1"): 2,
        (2, "Q2"): 5,
        (4, "Q2"): 1,
        (5, "Q2"): 4,
    }
    assert found(intake, "not-scored").cells == ("C5",)
    assert found(intake, "special-code").cells == ("C7",)


def test_an_answer_outside_its_scale_is_named_by_its_own_cell() -> None:
    intake = read_rows(PAIRED, known={"1": (1, 6), "2": (1, 7)})
    assert found(intake, "out-of-scale").place == Place("test.xlsx", "Sheet1", "C2")


def test_one_item_answered_twice_is_refused_unless_the_days_differ() -> None:
    again = [*SCORES, ["甲", "1-2", 2, date(2026, 9, 1)]]
    assert found(read_rows(again), "answer-twice").cells == ("A6",)
    wave = [*SCORES, ["甲", "1-2", 2, date(2026, 10, 1)]]
    intake = read_rows(wave)
    assert not intake.refused
    assert only(intake).rows["respondent"].to_pylist() == ["甲", "乙", "甲"]


def test_rows_without_respondent_are_refused_and_differences_are_said() -> None:
    rows = [*PAIRED, [None, "1", 5, 5, date(2026, 9, 2), "west"], ["B", "3", 5, 5, date(2026, 9, 2), "north"]]
    intake = read_rows(rows)
    assert found(intake, "respondent-missing").cells == ("A6",)
    assert found(intake, "response-differs").cells == ("A7",)


def test_items_in_columns_of_their_own_stay_wide() -> None:
    rows: Rows = [
        ["respondent", "item", "score", "Q1", "Q2"],
        ["A", "x", 3, 4, 5],
        ["A", "y", 3, 4, 5],
        ["B", "x", 3, 1, 2],
    ]
    sheet = only(read_rows(rows, "survey_responses"))
    assert [m.column for m in sheet.columns if m.how == "item"] == ["item:Q1", "item:Q2"]


def test_the_cell_of_each_answer_is_found_again() -> None:
    book = openpyxl.Workbook()
    for row in SCORES:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    office = new_office()
    intake = read_upload(office, "long.xlsx", content.getvalue())
    load(office, intake, content.getvalue(), AUTHOR, "")
    with office.desk(View(today=TODAY)) as desk:
        reading = desk.reading("service_gap")
        assert reading.value == pytest.approx(-2)
        source = next(one for one in desk.trace(reading).sources if one.sheet == "survey_responses")
        first = source.rows[0]
        assert {name: place.cell for name, place in first.places.items() if name.startswith("item:")} == {
            "item:1:expectation": "C2",
            "item:1:perception": "C3",
        }
    office.close()


def test_a_respondent_twice_is_said_and_a_repeated_row_refused() -> None:
    rows: Rows = [["respondent", "Q1", "Q2"], ["A", 5, 4], ["B", 3, 3], ["A", 5, 4], ["B", 2, 3]]
    intake = read_rows(rows)
    assert found(intake, "response-twice").cells == ("A4",)
    assert found(intake, "respondent-returns").cells == ("A5",)


def test_weights_are_kept_and_said_not_to_be_used() -> None:
    intake = read_rows([["respondent", "权重", "Q1", "Q2"], ["A", 0.5, 5, 4], ["B", 1.5, 3, 3]])
    assert only(intake).rows["weight"].to_pylist() == [0.5, 1.5]
    assert found(intake, "weights-not-used").weight == "noted"


def test_what_an_item_says_is_no_score_wins_over_what_is_guessed() -> None:
    rows: Rows = [["respondent", "Q1", "Q2"], ["A", 0, 5], ["B", 98, 98], ["C", "弃权", 3], ["D", 10, 4]]
    known = {"Q1": KnownItem(0, 100, frozenset({"0", "弃权"})), "Q2": KnownItem(1, 5)}
    intake = read_rows(rows, "survey_responses", known=known)
    table = only(intake).answers
    assert table is not None
    assert {(a["row_no"], a["item"]): a["perception"] for a in table.to_pylist()} == {
        (3, "Q1"): 98,
        (5, "Q1"): 10,
        (2, "Q2"): 5,
        (4, "Q2"): 3,
        (5, "Q2"): 4,
    }
    assert found(intake, "not-scored").cells == ("B4",)
    assert [f.cells for f in intake.findings if f.rule == "special-code"] == [("B2",), ("C3",)]
    stricter = read_rows(rows, "survey_responses", known={"Q1": KnownItem(0, 5, frozenset({"0"}))})
    assert {cell for f in stricter.findings if f.weight == "refused" for cell in f.cells} == {"B3", "B4", "B5"}


def test_codes_are_stated_in_the_sheet_of_items() -> None:
    known = stated_item(1, 5, "98， 99;不适用、0")
    assert known == KnownItem(1, 5, frozenset({"98", "99", "不适用", "0"}))
    assert stated_item(None, 5, "98") is None


def test_days_that_have_not_come_are_said() -> None:
    book = [["respondent", "date", "Q1", "Q2"], ["A", date(2026, 11, 1), 5, 4], ["B", date(2062, 9, 1), 3, 3]]
    raw = RawBook((sheet_of("Sheet1", book),))
    intake = understand("test.xlsx", "sha", raw, Wishes("Sheet1", today=date(2026, 11, 1)))
    assert found(intake, "date-in-future").cells == ("B3",)


def test_a_person_may_say_which_columns_hold_item_and_score() -> None:
    rows: Rows = [["respondent", "what", "how much"], ["A", "Q1", 5], ["A", "Q2", 4], ["B", "Q1", 3]]
    intake = read_rows(rows, "survey_responses", chosen={"B": "answers:item", "C": "answers:score"})
    assert [(row, item, p) for row, item, _, p, _, _ in answers(intake)] == [(2, "Q1", 5), (2, "Q2", 4), (4, "Q1", 3)]
