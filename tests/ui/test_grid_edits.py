"""Edits kept by row: nothing typed is lost when the grid's widget is drawn anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sq_core.ledger import PlanRow
from sq_core.ui.grid_edits import Held, Mount, Unsaved, dropped, heard, remounted, reported, tidied, together, without

ROWS = tuple(PlanRow(key, {"name": key.lower(), "value": 1.0}) for key in ("A", "B", "C", "D"))
TEXTS = {row.row_key: {"name": row.row_key.lower(), "value": "1"} for row in ROWS}


def fresh(wanted: str = "") -> Held:
    return remounted(Held("trunk@", ROWS, TEXTS, Unsaved(), Mount(0, "zh", wanted, (), Unsaved())), wanted, "zh")


def test_positions_become_rows() -> None:
    held = fresh("c")
    assert held.mount.rows == ("C",)
    sent = {"edited_rows": {"0": {"value": "2"}}, "added_rows": [{"name": "new"}, {"name": None}], "deleted_rows": []}
    assert heard(held.mount, sent) == Unsaved({"C": {"value": "2"}}, ({"name": "new"},), ())


def test_a_row_with_edits_stays_in_sight_and_keeps_them_under_another_filter() -> None:
    held = reported(fresh("c"), fresh("c").mount, {"edited_rows": {0: {"value": "2"}}})
    held = remounted(held, "b", "zh")
    assert held.mount.rows == ("B", "C")
    assert held.mount.kept.cells == {"C": {"value": "2"}}
    held = reported(held, held.mount, {"edited_rows": {0: {"value": "3"}}})
    assert held.unsaved.cells == {"C": {"value": "2"}, "B": {"value": "3"}}
    assert held.unsaved.count == 2


def test_rows_added_and_taken_away_outlive_a_new_drawing() -> None:
    held = fresh()
    held = reported(held, held.mount, {"added_rows": [{"name": "x"}, {"name": "y"}], "deleted_rows": [1]})
    held = remounted(held, "", "zh")
    assert held.mount.rows == ("A", "C", "D")
    held = reported(held, held.mount, {"edited_rows": {3: {"value": "9"}}, "deleted_rows": [4, 0]})
    assert held.unsaved == Unsaved({}, ({"name": "x", "value": "9"},), ("B", "A"))


def test_what_is_typed_back_is_no_edit() -> None:
    typed = Unsaved({"A": {"value": " 1 ", "name": "z"}, "B": {"name": "b"}})
    assert tidied(typed, TEXTS).cells == {"A": {"name": "z"}}


def test_saving_forgets_only_what_was_saved() -> None:
    saved = Unsaved({"A": {"value": "2"}}, ({"name": "x"},), ("D",))
    now = Unsaved({"A": {"value": "2", "name": "q"}, "B": {"value": "5"}}, ({"name": "x"}, {"name": "y"}), ("D", "C"))
    assert without(now, saved) == Unsaved({"A": {"name": "q"}, "B": {"value": "5"}}, ({"name": "y"},), ("C",))
    typed_over = Unsaved({"A": {"value": "3"}})
    assert without(typed_over, saved) == typed_over


def test_a_late_report_adds_what_is_new_in_it_and_not_what_was_saved() -> None:
    held = reported(fresh(), fresh().mount, {"edited_rows": {0: {"value": "2"}}})
    old = held.mount
    saved = dropped(held, held.unsaved)
    texts = TEXTS | {"A": {"name": "a", "value": "2"}}
    saved = remounted(replace(saved, texts=texts), "", "zh")
    late = {"edited_rows": {0: {"value": "2"}, 1: {"value": "7"}}}
    after = reported(saved, old, late)
    assert after.unsaved == Unsaved({"B": {"value": "7"}})
    assert after.mount.number > saved.mount.number, "the new widget has to show it"
    assert after.mount.kept == after.unsaved
    assert reported(saved, old, {"edited_rows": {0: {"value": "2"}}}) is saved


KEYS = st.sampled_from(["A", "B", "C", "D"])
EDITS = st.dictionaries(
    KEYS, st.dictionaries(st.sampled_from(["name", "value"]), st.text("xyz", min_size=1), min_size=1)
)


@given(first=EDITS, second=EDITS, wanted=st.sampled_from(["", "a", "d", "nowhere"]))
def test_no_filter_ever_loses_a_cell(
    first: dict[str, dict[str, str]], second: dict[str, dict[str, str]], wanted: str
) -> None:
    held = fresh()
    for edits, next_filter in ((first, wanted), (second, "")):
        place = {key: at for at, key in enumerate(held.mount.rows)}
        sent = {"edited_rows": {place[key]: row for key, row in edits.items() if key in place}}
        held = remounted(reported(held, held.mount, sent), next_filter, "zh")
    reachable = {key: row for key, row in second.items() if not wanted or key in first or wanted in key.lower()}
    assert held.unsaved.cells == together(Unsaved(first), Unsaved(reachable)).cells
