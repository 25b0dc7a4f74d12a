"""Commands that only read: readings of the catalogue, what is behind one of them, and a model on its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.commands.programme import DONE, content_of, opened
from sq_core.desk import View
from sq_core.errors import OutOfRange, Place
from sq_core.ledger import Position, change_set, edition_at
from sq_core.models import compute, csv_reference, with_csv
from sq_core.reports import plain_reading, plain_trace
from sq_core.words import Text, listed, same

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from sq_core.commands.say import Speaker
    from sq_core.desk import Office
    from sq_core.trace import SourceRow, SourceSheet

_ROWS = 5
"""Rows printed of each sheet; ``--json`` has more, and the screen has all."""
_SHIPPED = Text("默认值", "default")
_CHANGED = Text("  最近由 {who} 于 {when}（UTC）更新", "  Last changed by {who} at {when} UTC")


def metrics(asked: Namespace, speaker: Speaker) -> int:
    """Print readings, as a whole or at each value of a dimension."""
    with opened(asked) as office:
        _check_dimension(office, asked.by or "")
        position = Position(asked.branch)
        if asked.as_of:
            with office.store.reading() as cursor:
                number = edition_at(cursor, asked.as_of)
                if number:  # a number of the future is refused, not read as today
                    change_set(cursor, number)
                position = Position(asked.branch, number)
        with office.desk(View(speaker.lang, asked.period, position)) as desk:
            readings = desk.every(section=asked.section, by=asked.by or "")
    if speaker.as_json:
        speaker.plain([plain_reading(reading) for reading in readings])
    else:
        speaker.readings(readings)
    return DONE


def _check_dimension(office: Office, by: str) -> None:
    """Refuse a dimension that no metric has: an empty answer would look like one without readings."""
    known = dict.fromkeys(one for metric in office.catalogue.metrics.values() for one in metric.dimensions)
    if by and by not in known:
        raise OutOfRange(
            Text(f"没有指标可以按“{by}”拆分。", f"No metric can be read by “{by}”."),
            Text("可用：{names}", "There are: {names}").fill(names=listed([same(name) for name in sorted(known)])),
        )


def explain(asked: Namespace, speaker: Speaker) -> int:
    """Print a metric's meaning, formula, lineage and rows."""
    with opened(asked) as office, office.desk(View(speaker.lang)) as desk:
        reading = desk.reading(asked.metric)
        traced = desk.trace(reading)
    if speaker.as_json:
        speaker.plain({"reading": plain_reading(reading)} | plain_trace(traced))
        return DONE
    speaker.readings([reading])
    speaker.say(traced.means)
    for sentence in (*traced.formula, *((traced.interval,) if traced.interval is not None else ())):
        speaker.say(same("  · ") + sentence)
    for rule in traced.rules:
        speaker.line(f"  {rule.parameter} = {rule.value}  {rule.place or _SHIPPED.of(speaker.lang)}")
    speaker.readings(traced.rests_on)
    speaker.line(traced.select)
    for step in traced.steps:
        speaker.line(f"  {step.kind:6} {step.name} ({step.title.of(speaker.lang)}) ← {', '.join(step.reads) or '—'}")
    for source in (*traced.sources, *((traced.aim,) if traced.aim is not None else ())):
        _explain_source(source, speaker)
    return DONE


def _explain_source(source: SourceSheet, speaker: Speaker) -> None:
    """Print how many rows of a sheet are behind a number, how old they are, who changed them, and the first of them."""
    speaker.say(Text(f"{source.title.zh}：{source.count} 行", f"{source.title.en}: {source.count} rows"))
    if source.narrowed:
        speaker.say(same("  ") + listed(source.narrowed))
    if source.oldest is not None:
        speaker.line(f"  {source.oldest} – {source.newest}")
    if source.changed_by:
        reason = Text("：", ": ") + same(source.reason) if source.reason else same("")
        speaker.say(_CHANGED.fill(who=source.changed_by, when=f"{source.changed_at:%Y-%m-%d %H:%M}") + reason)
    named = [column.name for column in source.columns]
    for row in source.rows[:_ROWS]:
        cells = [f"{row.values[name]}{_address(row, name)}" for name in named if name in row.values]
        speaker.line(f"  {row.file} · {row.sheet}!{row.cell}  {' | '.join(cells)}")


def _address(row: SourceRow, name: str) -> str:
    place = row.places.get(name)
    return f" [{place.cell}]" if place is not None and place.cell else ""


def compute_method(asked: Namespace, speaker: Speaker) -> int:
    """Run one model on the inputs of a JSON file: the inputs themselves, or a case that holds them."""
    try:
        given = json.loads(content_of(asked.input))
    except (ValueError, RecursionError) as error:
        raise OutOfRange(
            Text(f"{asked.input.name} 不是 JSON：{error}。", f"{asked.input.name} is not JSON: {error}."),
            Text("请检查文件内容。", "Check what the file holds."),
        ) from error
    inputs = given.get("inputs", given) if isinstance(given, dict) else given
    speaker.plain(compute(asked.method, _with_its_csv(inputs, asked.input)))
    return DONE


def _with_its_csv(inputs: Mapping[str, object], path: Path) -> Mapping[str, object]:
    """Put the columns of the csv that the inputs name in its place: beside the file, or in its data/ or ../data folder."""
    named = csv_reference(inputs) if isinstance(inputs, dict) else None
    if named is None:
        return inputs
    here = path.resolve().parent
    for name in (named, Path(named).name):
        for folder in (here, here / "data", here.parent / "data"):
            if (folder / name).is_file():
                return with_csv(inputs, content_of(folder / name).decode("utf-8-sig", "replace"))
    raise OutOfRange(
        Text(f"找不到 {path.name} 所用的文件 {named}。", f"The file {named} that {path.name} uses was not found."),
        Text(
            f"请把它放在 {path.name} 旁边，或旁边的 data 文件夹中。",
            f"Put it beside {path.name}, or into the folder data beside it.",
        ),
        Place(file=path.name),
    )
