"""What somebody types into a grid: taken in the unit of its row, refused by name, doubted where it looks like a fraction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.desk import Office, View, load, preview, read_upload
from sq_core.errors import EditRefused
from sq_core.ledger import (
    GridEdits,
    PlanRow,
    Understood,
    commit,
    edited,
    in_unit,
    plan_rows,
    row_name,
    shown_cell,
    shown_text,
    understood,
    written,
)
from sq_core.ledger.cells import taken
from sq_core.reports import programme_workbook
from sq_core.sheets import contracts
from sq_core.words import LANGS, UNITS, Lang
from tests.programmes import AUTHOR, new_office, put, set_cell

GOALS = contracts()["goals"]
ABOVE = 0.1


def _office() -> Iterator[Office]:
    office = new_office()
    put(
        office,
        "goals",
        {"goal": "G1", "name_en": "Be on time", "name_zh": "准时", "unit": "percent", "target": 0.81, "weight": 0.3},
        {"goal": "G2", "unit": "points", "target": 76.0, "baseline": 70.0, "target_date": "2026-12-31"},
    )
    yield office
    office.close()


office = pytest.fixture(_office, scope="module", name="office")
"""For those who only read what stands there."""
own = pytest.fixture(_office, name="own")
"""For those who change it."""


def rows(office: Office, sheet: str = "goals") -> tuple[PlanRow, ...]:
    with office.store.reading() as cursor:
        return plan_rows(cursor, sheet)


def typed(office: Office, row: str, lang: Lang = "en", **cells: object) -> Understood:
    return understood(GridEdits("goals", {row: cells}), rows(office), ABOVE, lang)


def values(checked: Understood) -> dict[str, str | None]:
    return {one.column: one.value for one in checked.edits}


@pytest.mark.parametrize("raw", ["83", "83%", "８３％", " 83 % ", 83, 83.0, "83.0"])
def test_percent_is_typed_as_percent_where_the_row_is_percent(office: Office, raw: object) -> None:
    checked = typed(office, "G1", target=raw)
    assert values(checked) == {"target": "0.83"}
    assert not checked.findings


@pytest.mark.parametrize("raw", ["83", "83分", "８３", 83])
def test_other_rows_are_typed_in_their_own_unit(office: Office, raw: object) -> None:
    assert values(typed(office, "G2", target=raw)) == {"target": "83.0"}


def test_percent_on_a_row_of_points_is_refused(office: Office) -> None:
    checked = typed(office, "G2", target="83%")
    assert [one.rule for one in checked.refused] == ["wrong-unit"]
    assert checked.edits == ()


def test_the_unit_typed_beside_it_counts(office: Office) -> None:
    assert values(typed(office, "G2", unit="%", target="83", baseline="80")) == {
        "unit": "percent",
        "target": "0.83",
        "baseline": "0.8",
    }


def test_a_unit_changed_alone_says_what_the_numbers_become(office: Office) -> None:
    checked = typed(office, "G2", unit="percent")
    assert values(checked) == {"unit": "percent"}
    assert {one.value for one in checked.findings} == {"7600%", "7000%"}
    assert not checked.refused


def test_a_fixed_percent_column_is_typed_in_percent_as_well(office: Office) -> None:
    assert values(typed(office, "G1", weight="25")) == {"weight": "0.25"}
    refused = typed(office, "G1", weight="130").refused[0]
    assert refused.remedy.en == "Enter a value from 0% to 100%."


@pytest.mark.parametrize(
    ("raw", "asked"), [("0.83", True), (0.83, True), ("0.83%", False), ("80", False), ("8", False)]
)
def test_what_looks_like_a_fraction_is_doubted_and_taken_at_its_word(office: Office, raw: object, asked: bool) -> None:
    checked = typed(office, "G1", target=raw)
    assert not checked.refused
    noted = [one for one in checked.findings if one.rule == "fraction_of_percent"]
    assert bool(noted) == asked
    if asked:
        assert values(checked) == {"target": "0.0083"}
        assert noted[0].message.en == "“0.83” was read as 0.83%; it was 81%. Did you mean 83%?"


@pytest.mark.parametrize(
    "raw", ["2027-06-30", "2027/6/30", "2027年6月30日", "30 Jun 2027", "30/06/2027", "２０２７-06-30", "20270630"]
)
def test_dates_are_typed_in_any_common_form(office: Office, raw: str) -> None:
    assert values(typed(office, "G2", target_date=raw)) == {"target_date": "2027-06-30"}


def test_nonsense_is_refused_with_place_and_remedy_in_both_languages(office: Office) -> None:
    for lang in LANGS:
        found = typed(office, "G1", lang, target="about 80", target_date="soon", direction="sideways").refused
        assert len(found) == 3
        name = {"zh": "准时", "en": "Be on time"}[lang]
        for one, column in zip(found, ("target", "target_date", "direction"), strict=True):
            assert one.place.sheet == GOALS.title.of(lang)
            assert one.place.cell == f"G1 · {name}, {GOALS.by_name[column].header.of(lang)}"
            assert one.remedy.of(lang)


def test_a_cell_typed_as_it_stands_is_no_edit(office: Office) -> None:
    checked = typed(office, "G1", goal="G1", target="81%", weight="30.0%", name_en="Be on time", target_date=None)
    assert checked == Understood((), (), ())
    assert [one.rule for one in typed(office, "G1", goal="G7").refused] == ["key_edit"]


def test_a_large_change_needs_a_reason_and_the_ledger_insists(own: Office) -> None:
    checked = typed(own, "G1", target="95", weight="31")
    assert [(one.row, one.column.en, one.old, one.new) for one in checked.large] == [
        ("G1 · Be on time", "Target", "81%", "95%")
    ]
    grid = GridEdits("goals", {"G1": {"target": "95"}})
    with pytest.raises(EditRefused) as refused:
        edited(grid, rows(own), AUTHOR, " ", ABOVE, "en")
    assert refused.value.findings[0].message.en == "From 81% to 95% is more than 10% and needs a reason."
    commit(own.store, edited(grid, rows(own), AUTHOR, "agreed", ABOVE))
    assert rows(own)[0].cells["target"] == 0.95


def test_new_rows_take_their_own_unit_and_their_key_must_be_free(own: Office) -> None:
    added = (
        {"goal": "G3", "unit": "%", "target": "60"},
        {"goal": "G3", "target": "1,250"},
        {"goal": "G2"},
        {"goal": "G9"},
        {"target": "5"},
    )
    checked = understood(GridEdits("goals", added=added), rows(own), ABOVE, "en", present=("G9",))
    assert [(one.rule, one.place.cell) for one in checked.refused] == [
        ("duplicate_key", "new row 2"),
        ("duplicate_key", "new row 3"),
        ("duplicate_key", "new row 4"),
        ("missing-required", "new row 5, Goal"),
    ]
    commit(own.store, edited(GridEdits("goals", added=added[:1]), rows(own), AUTHOR, "", ABOVE))
    assert rows(own)[-1].cells["target"] == 0.6


def test_a_row_that_is_gone_is_named(office: Office) -> None:
    checked = understood(GridEdits("goals", {"G8": {"target": "5"}}), rows(office), ABOVE, "en")
    assert [(one.rule, one.place.cell, one.value) for one in checked.refused] == [("row_gone", "G8, Target", "5")]


def test_rows_are_called_as_people_call_them(own: Office) -> None:
    put(own, "kpi_values", {"kpi": "csat", "period": "2026-10-01", "value": 0.8})
    put(own, "benchmarks", {"benchmark": "S01", "value": 0.8, "subject_zh": "行业", "subject_en": "Sector"})
    names = [
        row_name(contracts()[sheet], row.row_key, row.cells, "en")
        for sheet in ("kpi_values", "benchmarks")
        for row in rows(own, sheet)
    ]
    assert names == ["csat · 2026-10", "S01 · Sector"]


UNITS_OF_ROWS = sorted(UNITS)
NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9).map(float),
    st.integers(-(10**9), 10**9).map(lambda digits: digits / 1000),
    st.integers(-(10**6), 10**6).map(lambda digits: digits / 10**7),
)


@given(value=NUMBERS, unit=st.sampled_from(UNITS_OF_ROWS), lang=st.sampled_from(LANGS))
def test_what_is_shown_can_be_typed_back(value: float, unit: str, lang: Lang) -> None:
    column = in_unit(GOALS, GOALS.by_name["target"], unit)
    back = taken(column, shown_cell(column, value, lang))
    assert back.refusal is None
    assert back.value == pytest.approx(value, rel=1e-11, abs=1e-15)


def test_every_stored_cell_of_the_sample_can_be_typed_back(sample_office: Office) -> None:
    for contract in contracts().values():
        if contract.kind != "plan":
            continue
        seen = rows(sample_office, contract.key)
        for lang in LANGS:
            shown = {
                row.row_key: {
                    column.name: shown_cell(
                        in_unit(contract, column, row.cells.get("unit")), row.cells.get(column.name), lang
                    )
                    for column in contract.columns
                }
                for row in seen
            }
            checked = understood(GridEdits(contract.key, shown), seen, ABOVE, lang)
            assert checked.refused == (), (contract.key, checked.refused[:2])
            assert checked.edits == (), (contract.key, checked.edits[:2])


def test_text_of_the_ledger_is_shown_in_the_unit_of_its_row() -> None:
    assert shown_text(GOALS, "target", "0.0083", "percent", "en") == "0.83%"
    assert shown_text(GOALS, "target", "83.0", "points", "en") == "83"
    assert shown_text(GOALS, "direction", "up", None, "zh") == "越高越好"
    assert shown_text(GOALS, "*", "1", None, "zh") == "1"
    assert shown_text(contracts()["benchmarks"], "value", "1250000.0", "cny", "en") == "1,250,000"


def brought_back(office: Office, **targets: float) -> Any:
    """Download the goals as they are, set targets in them, and rehearse loading that."""
    import io

    from openpyxl import load_workbook

    with office.desk(View("en")) as desk:
        content = programme_workbook(desk, ("goals",))
    book = load_workbook(io.BytesIO(content))
    sheet = book[GOALS.title.en]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for line in sheet.iter_rows(min_row=2):
        if line[0].value in targets:
            line[heads[GOALS.by_name["target"].header.en] - 1].value = targets[line[0].value]
    saved = io.BytesIO()
    book.save(saved)
    return read_upload(office, "goals.xlsx", saved.getvalue()), saved.getvalue()


def test_one_sheet_edited_in_excel_brings_back_only_its_edits(own: Office) -> None:
    from sq_core.desk import draft_of

    intake, content = brought_back(own)
    assert preview(own, draft_of(own, intake, content, AUTHOR, ""), View()).effect.nothing

    intake, content = brought_back(own, G1=0.85)
    effect = preview(own, draft_of(own, intake, content, AUTHOR, ""), View()).effect
    assert [(one.row_key, one.column, one.old, one.new) for sheet in effect.sheets for one in sheet.changed] == [
        ("G1", "target", "0.81", "0.85")
    ]
    load(own, intake, content, AUTHOR, "")
    assert rows(own)[0].cells["target"] == 0.85


def test_somebody_elses_edit_is_noticed(own: Office) -> None:
    from sq_core.errors import EditStale

    seen = rows(own)
    set_cell(own, "goals", "G1", "target", 0.82)
    draft = edited(GridEdits("goals", {"G1": {"target": "83"}}), seen, AUTHOR, "", ABOVE)
    with pytest.raises(EditStale) as stale:
        commit(own.store, draft)
    conflict = stale.value.conflicts[0]
    assert (conflict.seen, conflict.current, conflict.wanted) == ("0.81", "0.82", "0.83")
    assert written(GOALS.by_name["target"], 0.83) == "0.83"
