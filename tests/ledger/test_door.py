from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

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
from tests.programmes import AUTHOR, Ledger, new_ledger, plan_edits, put, responses, set_cell, take


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    ledger = new_ledger()
    yield ledger
    ledger.close()


def state(ledger: Ledger) -> str:
    with ledger.store.reading() as cursor:
        assert check(cursor) == ()
        return digest(cursor)


def undo(ledger: Ledger, number: int, **choices: Any) -> Effect:
    return commit(ledger.store, undoing(ledger.store, number, AUTHOR, "", choices.get("choices", {})))


def goals(ledger: Ledger) -> dict[str, float]:
    with ledger.store.reading() as cursor:
        return dict(cursor.execute("select goal, target from goals order by goal").fetchall())


def test_a_load_becomes_rows_with_history(ledger: Ledger) -> None:
    effect = put(ledger, "goals", {"goal": "G1", "target": 80.0}, {"goal": "G2", "target": 0.9})
    assert effect.change_set == 1
    assert effect.sheets[0].new_rows == 2
    assert goals(ledger) == {"G1": 80.0, "G2": 0.9}
    set_cell(ledger, "goals", "G1", "target", 82.5)
    with ledger.store.reading() as cursor:
        history = cell_history(cursor, "goals", "G1", "target")
    assert [(one.old, one.new) for one in history] == [("80.0", "82.5"), (None, "80.0")]
    assert history[0].change_set.author == AUTHOR


def test_the_same_rows_again_change_nothing(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    before = state(ledger)
    effect = put(ledger, "goals", {"goal": "G1", "target": 80.0})
    assert effect.nothing
    assert effect.change_set is None
    assert state(ledger) == before
    with ledger.store.reading() as cursor:
        assert edition(cursor) == 1


def test_a_rehearsal_measures_and_leaves_no_trace(ledger: Ledger) -> None:
    before = state(ledger)
    draft = Draft("load", AUTHOR, edits=plan_edits("goals", {"goal": "G1", "target": 80.0}))
    effect, seen = rehearse(ledger.store, draft, lambda c: c.execute("select target from goals").fetchall())
    assert seen == [(80.0,)]
    assert effect.change_set is None
    assert not effect.nothing
    assert state(ledger) == before


def test_a_stale_edit_is_shown_three_values(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    set_cell(ledger, "goals", "G1", "target", 81.0, seen=1)
    with pytest.raises(EditStale) as refusal:
        set_cell(ledger, "goals", "G1", "target", 82.0, seen=1)
    (conflict,) = refusal.value.conflicts
    assert (conflict.seen, conflict.current, conflict.wanted) == ("80.0", "81.0", "82.0")
    assert conflict.changed_by == "Test"
    assert goals(ledger) == {"G1": 81.0}


def test_two_who_want_the_same_do_not_clash(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    set_cell(ledger, "goals", "G1", "target", 81.0, seen=1)
    assert set_cell(ledger, "goals", "G1", "target", 81.0, seen=1).nothing


def test_one_bad_cell_stops_the_whole_change_set(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0}, {"goal": "G2", "target": 1.0})
    set_cell(ledger, "goals", "G1", "target", 81.0)
    edits = (CellEdit("goals", "G2", "target", "2.0", 1), CellEdit("goals", "G1", "target", "3.0", 1))
    with pytest.raises(EditStale):
        commit(ledger.store, Draft("edit", AUTHOR, edits=edits))
    assert goals(ledger) == {"G1": 81.0, "G2": 1.0}


def test_every_change_bears_a_name(ledger: Ledger) -> None:
    with pytest.raises(EditRefused):
        commit(ledger.store, Draft("edit", Author(" "), edits=plan_edits("goals", {"goal": "G1"})))


def test_undo_restores_the_digest_of_plan_rows_and_facts(ledger: Ledger) -> None:
    empty = state(ledger)
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    one = state(ledger)
    take(ledger, responses([(date(2026, 1, 5), "north", {"1": (6, 5)})]))
    two = state(ledger)
    set_cell(ledger, "goals", "G1", "target", 90.0)
    assert len({empty, one, two, state(ledger)}) == 4
    undo(ledger, 3)
    assert state(ledger) == two
    undo(ledger, 2)
    assert state(ledger) == one
    undo(ledger, 1)
    assert state(ledger) == empty


def test_an_undo_can_be_undone(ledger: Ledger) -> None:
    take(ledger, responses([(date(2026, 1, 5), "north", {"1": (6, 5)})]))
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    full = state(ledger)
    undo(ledger, 1)
    undo(ledger, 2)
    undo(ledger, 3)
    undo(ledger, 4)
    assert state(ledger) == full


def test_undo_meets_later_edits_with_a_choice(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0, "weight": 0.5})
    set_cell(ledger, "goals", "G1", "target", 81.0)
    set_cell(ledger, "goals", "G1", "target", 82.0)
    with pytest.raises(EditStale) as refusal:
        undo(ledger, 2)
    (conflict,) = refusal.value.conflicts
    assert (conflict.seen, conflict.current, conflict.wanted) == ("81.0", "82.0", "80.0")
    assert undo(ledger, 2, choices={("goals", "G1", "target"): "keep"}).nothing
    assert goals(ledger) == {"G1": 82.0}
    undo(ledger, 2, choices={("goals", "G1", "target"): "restore"})
    assert goals(ledger) == {"G1": 80.0}


def test_facts_taken_twice_are_there_once_and_return_after_removal(ledger: Ledger) -> None:
    batch = responses([(date(2026, 1, 5), "north", {"1": (6, 5)})])
    take(ledger, batch)
    full = state(ledger)
    assert take(ledger, batch).nothing
    assert state(ledger) == full
    undo(ledger, 1)
    assert state(ledger) != full
    assert take(ledger, batch).change_set is not None
    assert state(ledger) == full


def test_rows_missing_from_a_complete_file_are_named_and_kept(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 1.0}, {"goal": "G2", "target": 2.0})
    draft = Draft("load", AUTHOR, edits=plan_edits("goals", {"goal": "G1", "target": 1.0}), complete_sheets=("goals",))
    effect = commit(ledger.store, draft)
    assert effect.sheets[0].missing == ("G2",)
    assert goals(ledger) == {"G1": 1.0, "G2": 2.0}


def test_a_row_can_go_and_come_back(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    before = state(ledger)
    commit(
        ledger.store,
        Draft("edit", AUTHOR, edits=(CellEdit("goals", "G1", ROW, None), CellEdit("goals", "G1", "target", None))),
    )
    assert goals(ledger) == {}
    undo(ledger, 2)
    assert state(ledger) == before


def test_the_past_reads_as_it_was(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    batch = responses([(date(2026, 1, 5), "north", {"1": (6, 5)})])
    take(ledger, batch)
    undo(ledger, 2)
    set_cell(ledger, "goals", "G1", "target", 90.0)
    seen = {}
    for number in range(5):
        path, overlay = search_path(Position(edition=number))
        assert overlay is not None
        ledger.store.lay(overlay)
        with ledger.store.reading(path) as cursor:
            seen[number] = (
                cursor.execute("select target from goals").fetchall(),
                cursor.execute("select count(*) from survey_responses_answers").fetchall()[0][0],
            )
    assert seen == {0: ([], 0), 1: ([(80.0,)], 0), 2: ([(80.0,)], 1), 3: ([(80.0,)], 0), 4: ([(90.0,)], 0)}


def test_a_moment_is_a_number_or_a_day(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    with ledger.store.reading() as cursor:
        assert edition_at(cursor, "1") == 1
        assert edition_at(cursor, "2020-01-01") == 0
        assert edition_at(cursor, "2999-01-01") == 1


def test_history_tells_what_each_change_set_touched(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    take(ledger, responses([(date(2026, 1, 5), "north", {"1": (6, 5)})]))
    undo(ledger, 2)
    with ledger.store.reading() as cursor:
        third, second, first = change_sets(cursor)
    assert (first.sheets, first.cells) == (("goals",), 2)
    assert (second.sheets, second.fact_rows, second.undone_by) == (("survey_responses",), 1, 3)
    assert third.undoes == 2


def test_a_grid_sees_each_cells_version(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    set_cell(ledger, "goals", "G1", "target", 81.0)
    with ledger.store.reading() as cursor:
        (row,) = plan_rows(cursor, "goals")
    assert row.cells["target"] == 81.0
    assert row.versions["target"] == 2


def test_check_finds_a_table_that_was_tampered_with(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    ledger.store.write(lambda c: c.execute("update programme.trunk.goals set target = 99"))
    with ledger.store.reading() as cursor:
        (finding,) = check(cursor)
    assert finding.place.sheet == "goals"


def test_check_finds_a_row_that_nobody_wrote(ledger: Ledger) -> None:
    ledger.store.write(lambda c: c.execute("insert into programme.trunk.policies (row_key) values ('P1')"))
    with ledger.store.reading() as cursor:
        (finding,) = check(cursor)
    assert finding.place.sheet == "policies"


def test_check_finds_a_row_that_was_lost(ledger: Ledger) -> None:
    put(ledger, "goals", {"goal": "G1", "target": 80.0})
    take(ledger, responses([(date(2026, 1, 5), "north", {"1": (6, 5)})]))
    ledger.store.write(lambda c: c.execute("delete from programme.trunk.goals"))
    ledger.store.write(lambda c: c.execute("delete from programme.trunk.survey_responses"))
    with ledger.store.reading() as cursor:
        assert {finding.place.sheet for finding in check(cursor)} == {"goals", "survey_responses"}
