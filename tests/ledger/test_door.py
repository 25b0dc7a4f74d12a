from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from sq_core.desk import Office
from sq_core.errors import EditRefused, EditStale
from sq_core.ledger import (
    ROW,
    Author,
    CellEdit,
    Draft,
    Effect,
    Position,
    cell_history,
    change_sets,
    check,
    commit,
    digest,
    edition,
    edition_at,
    plan_rows,
    rehearse,
    search_path,
    undoing,
)
from tests.programmes import AUTHOR, new_office, plan_edits, put, responses, set_cell, take


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def state(office: Office) -> str:
    with office.store.reading() as cursor:
        assert check(cursor) == ()
        return digest(cursor)


def undo(office: Office, number: int, **choices: Any) -> Effect:
    return commit(office.store, undoing(office.store, number, AUTHOR, "", choices.get("choices", {})))


def goals(office: Office) -> dict[str, float]:
    with office.store.reading() as cursor:
        return dict(cursor.execute("select goal, target from goals order by goal").fetchall())


def test_a_load_becomes_rows_with_history(office: Office) -> None:
    effect = put(office, "goals", {"goal": "G1", "target": 80.0}, {"goal": "G2", "target": 0.9})
    assert effect.change_set == 1
    assert effect.sheets[0].new_rows == 2
    assert goals(office) == {"G1": 80.0, "G2": 0.9}
    set_cell(office, "goals", "G1", "target", 82.5)
    with office.store.reading() as cursor:
        history = cell_history(cursor, "goals", "G1", "target")
    assert [(one.old, one.new) for one in history] == [("80.0", "82.5"), (None, "80.0")]
    assert history[0].change_set.author == AUTHOR


def test_the_same_rows_again_change_nothing(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    before = state(office)
    effect = put(office, "goals", {"goal": "G1", "target": 80.0})
    assert effect.nothing
    assert effect.change_set is None
    assert state(office) == before
    with office.store.reading() as cursor:
        assert edition(cursor) == 1


def test_a_rehearsal_measures_and_leaves_no_trace(office: Office) -> None:
    before = state(office)
    draft = Draft("load", AUTHOR, edits=plan_edits("goals", {"goal": "G1", "target": 80.0}))
    effect, seen = rehearse(office.store, draft, lambda c: c.execute("select target from goals").fetchall())
    assert seen == [(80.0,)]
    assert effect.change_set is None
    assert not effect.nothing
    assert state(office) == before


def test_a_stale_edit_is_shown_three_values(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    set_cell(office, "goals", "G1", "target", 81.0, seen=1)
    with pytest.raises(EditStale) as refusal:
        set_cell(office, "goals", "G1", "target", 82.0, seen=1)
    (conflict,) = refusal.value.conflicts
    assert (conflict.seen, conflict.current, conflict.wanted) == ("80.0", "81.0", "82.0")
    assert conflict.changed_by == "Test"
    assert goals(office) == {"G1": 81.0}


def test_two_who_want_the_same_do_not_clash(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    set_cell(office, "goals", "G1", "target", 81.0, seen=1)
    assert set_cell(office, "goals", "G1", "target", 81.0, seen=1).nothing


def test_one_bad_cell_stops_the_whole_change_set(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0}, {"goal": "G2", "target": 1.0})
    set_cell(office, "goals", "G1", "target", 81.0)
    edits = (CellEdit("goals", "G2", "target", "2.0", 1), CellEdit("goals", "G1", "target", "3.0", 1))
    with pytest.raises(EditStale):
        commit(office.store, Draft("edit", AUTHOR, edits=edits))
    assert goals(office) == {"G1": 81.0, "G2": 1.0}


def test_every_change_bears_a_name(office: Office) -> None:
    with pytest.raises(EditRefused):
        commit(office.store, Draft("edit", Author(" "), edits=plan_edits("goals", {"goal": "G1"})))


def test_undo_restores_the_digest_of_plan_rows_and_facts(office: Office) -> None:
    empty = state(office)
    put(office, "goals", {"goal": "G1", "target": 80.0})
    one = state(office)
    take(office, responses([(date(2026, 1, 5), "north", {"1": (6, 5)})]))
    two = state(office)
    set_cell(office, "goals", "G1", "target", 90.0)
    assert len({empty, one, two, state(office)}) == 4
    undo(office, 3)
    assert state(office) == two
    undo(office, 2)
    assert state(office) == one
    undo(office, 1)
    assert state(office) == empty


def test_an_undo_can_be_undone(office: Office) -> None:
    take(office, responses([(date(2026, 1, 5), "north", {"1": (6, 5)})]))
    put(office, "goals", {"goal": "G1", "target": 80.0})
    full = state(office)
    undo(office, 1)
    undo(office, 2)
    undo(office, 3)
    undo(office, 4)
    assert state(office) == full


def test_undo_meets_later_edits_with_a_choice(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0, "weight": 0.5})
    set_cell(office, "goals", "G1", "target", 81.0)
    set_cell(office, "goals", "G1", "target", 82.0)
    with pytest.raises(EditStale) as refusal:
        undo(office, 2)
    (conflict,) = refusal.value.conflicts
    assert (conflict.seen, conflict.current, conflict.wanted) == ("81.0", "82.0", "80.0")
    assert undo(office, 2, choices={("goals", "G1", "target"): "keep"}).nothing
    assert goals(office) == {"G1": 82.0}
    undo(office, 2, choices={("goals", "G1", "target"): "restore"})
    assert goals(office) == {"G1": 80.0}


def test_facts_taken_twice_are_there_once_and_return_after_removal(office: Office) -> None:
    batch = responses([(date(2026, 1, 5), "north", {"1": (6, 5)})])
    take(office, batch)
    full = state(office)
    assert take(office, batch).nothing
    assert state(office) == full
    undo(office, 1)
    assert state(office) != full
    assert take(office, batch).change_set is not None
    assert state(office) == full


def test_rows_missing_from_a_complete_file_are_named_and_kept(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 1.0}, {"goal": "G2", "target": 2.0})
    draft = Draft("load", AUTHOR, edits=plan_edits("goals", {"goal": "G1", "target": 1.0}), complete_sheets=("goals",))
    effect = commit(office.store, draft)
    assert effect.sheets[0].missing == ("G2",)
    assert goals(office) == {"G1": 1.0, "G2": 2.0}


def test_a_row_can_go_and_come_back(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    before = state(office)
    commit(
        office.store,
        Draft("edit", AUTHOR, edits=(CellEdit("goals", "G1", ROW, None), CellEdit("goals", "G1", "target", None))),
    )
    assert goals(office) == {}
    undo(office, 2)
    assert state(office) == before


def test_the_past_reads_as_it_was(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    batch = responses([(date(2026, 1, 5), "north", {"1": (6, 5)})])
    take(office, batch)
    undo(office, 2)
    set_cell(office, "goals", "G1", "target", 90.0)
    seen = {}
    for number in range(5):
        path, overlay = search_path(Position(edition=number))
        assert overlay is not None
        office.store.lay(overlay)
        with office.store.reading(path) as cursor:
            seen[number] = (
                cursor.execute("select target from goals").fetchall(),
                cursor.execute("select count(*) from survey_responses_answers").fetchall()[0][0],
            )
    assert seen == {0: ([], 0), 1: ([(80.0,)], 0), 2: ([(80.0,)], 1), 3: ([(80.0,)], 0), 4: ([(90.0,)], 0)}


def test_a_moment_is_a_number_or_a_day(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    with office.store.reading() as cursor:
        assert edition_at(cursor, "1") == 1
        assert edition_at(cursor, "2020-01-01") == 0
        assert edition_at(cursor, "2999-01-01") == 1


def test_history_tells_what_each_change_set_touched(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    take(office, responses([(date(2026, 1, 5), "north", {"1": (6, 5)})]))
    undo(office, 2)
    with office.store.reading() as cursor:
        third, second, first = change_sets(cursor)
    assert (first.sheets, first.cells) == (("goals",), 2)
    assert (second.sheets, second.fact_rows, second.undone_by) == (("survey_responses",), 1, 3)
    assert third.undoes == 2


def test_a_grid_sees_each_cells_version(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    set_cell(office, "goals", "G1", "target", 81.0)
    with office.store.reading() as cursor:
        (row,) = plan_rows(cursor, "goals")
    assert row.cells["target"] == 81.0
    assert row.versions["target"] == 2


def test_check_finds_a_table_that_was_tampered_with(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "target": 80.0})
    office.store.write(lambda c: c.execute("update programme.trunk.goals set target = 99"))
    with office.store.reading() as cursor:
        (finding,) = check(cursor)
    assert finding.place.sheet == "goals"
