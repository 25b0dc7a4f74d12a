"""Whatever is edited, undone and read back: the tables stay what the log says, and undo leads back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core.errors import EditStale
from sq_core.ledger import ROW, CellEdit, Draft, check, commit, digest, undoing
from tests.programmes import AUTHOR, new_ledger

edit = st.tuples(
    st.sampled_from(["G1", "G2", "G3"]),
    st.sampled_from([ROW, "target", "weight", "owner"]),
    st.sampled_from([None, "1", "0.5"]),
)


def as_edit(one: tuple[str, str, str | None]) -> CellEdit:
    key, column, value = one
    return CellEdit("goals", key, column, "1" if column == ROW and value else value)


@settings(max_examples=settings().max_examples // 8)  # each writes a history and reads all of it back
@given(st.lists(st.lists(edit, min_size=1, max_size=4, unique_by=lambda e: e[:2]), min_size=1, max_size=6))
def test_undoing_everything_leads_back_to_the_beginning(steps: list[list[tuple[str, str, str | None]]]) -> None:
    ledger = new_ledger()
    with ledger.store.reading() as cursor:
        empty = digest(cursor)
    taken = []
    for step in steps:
        effect = commit(ledger.store, Draft("edit", AUTHOR, edits=tuple(as_edit(one) for one in step)))
        if effect.change_set is not None:
            taken.append(effect.change_set)
    with ledger.store.reading() as cursor:
        assert check(cursor) == ()
    for number in reversed(taken):
        try:
            commit(ledger.store, undoing(ledger.store, number, AUTHOR, "", {}))
        except EditStale as stale:
            raise AssertionError("undo in reverse order meets no conflict") from stale
    with ledger.store.reading() as cursor:
        assert check(cursor) == ()
        assert digest(cursor) == empty
    ledger.close()
