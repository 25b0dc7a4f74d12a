"""The command that tells what was changed: the change sets, and since a moment also the readings that moved, gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.commands.programme import DONE, opened
from sq_core.desk import View
from sq_core.desk.change_words import headline
from sq_core.desk.changed import what_changed
from sq_core.desk.since import since_said, zone_of
from sq_core.ledger import change_sets
from sq_core.reports import both, plain_change_set, plain_move

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from sq_core.commands.say import Speaker
    from sq_core.desk.changed import Change, Changed
    from sq_core.ledger import ChangeSet


def changes(asked: Namespace, speaker: Speaker) -> int:
    """List the change sets, newest first; since a moment, before them the readings that moved."""
    if asked.since is not None:
        return _since(asked, speaker)
    with opened(asked) as office, office.store.reading() as cursor:
        found = change_sets(cursor, asked.limit)
    if speaker.as_json:
        speaker.plain([plain_change_set(one) for one in found])
    else:
        _lines(found, speaker)
    return DONE


def _since(asked: Namespace, speaker: Speaker) -> int:
    view = View(speaker.lang)
    with opened(asked) as office, office.desk(view) as desk:
        with office.store.reading() as cursor:
            since = since_said(cursor, asked.since, zone_of(desk), desk.as_of)
        found = what_changed(office, desk, view, since)
    if speaker.as_json:
        speaker.plain(_plain(found, asked.limit))
        return DONE
    speaker.say(headline(found))
    for one in found.items:
        speaker.line(f"  {one.sentence.of(speaker.lang)}\n      {one.cause.of(speaker.lang)}")
    _lines(found.change_sets[: asked.limit], speaker)
    return DONE


def _plain(found: Changed, limit: int) -> dict[str, object]:
    return {
        "since": {"edition": found.since.edition, "day": found.since.day.isoformat()},
        "edition": found.edition,
        "said": both(headline(found)),
        "moves": [_plain_item(one) for one in found.items],
        "change_sets": [plain_change_set(one) for one in found.change_sets[:limit]],
    }


def _plain_item(one: Change) -> dict[str, object]:
    """Give a moved reading as a load gives it, with what became of it and why."""
    return plain_move(one.move) | {
        "kind": one.kind,
        "size": one.size,
        "said": both(one.sentence),
        "cause": both(one.cause),
        "change_sets": [each.id for each in one.causes],
        "only_time": one.only_time,
    }


def _lines(found: Iterable[ChangeSet], speaker: Speaker) -> None:
    for one in found:
        undone = f" ⤺ {one.undone_by}" if one.undone_by else ""
        speaker.line(
            f"{one.id:5} {one.at_utc:%Y-%m-%d %H:%M} UTC {one.kind:7} {one.author.name}: {one.cells} cells, {one.fact_rows} rows, {', '.join(one.sheets)} {one.file_name} {one.reason}{undone}"
        )
