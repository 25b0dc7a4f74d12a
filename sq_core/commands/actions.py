"""What each command does; a command asks the desk and the door and says what they answered."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.commands.measure import run_bench
from sq_core.desk import (
    Office,
    Request,
    View,
    database_path,
    draft_of,
    open_office,
    open_programme,
    preview,
    read_upload,
)
from sq_core.errors import EditStale, OutOfRange, Place, StoreUnreadable, WorkbookRefused
from sq_core.ledger import Author, Position, change_sets, check, commit, digest, edition_at, undoing
from sq_core.models import compute
from sq_core.reports import (
    plain_change_set,
    plain_effect,
    plain_finding,
    plain_intake,
    plain_move,
    plain_reading,
    plain_trace,
    programme_workbook,
)
from sq_core.sheets import template
from sq_core.words import Text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from sq_core.commands.say import Speaker
    from sq_core.ledger import Effect

DONE, REFUSED = 0, 2


@contextmanager
def _office(asked: Namespace) -> Iterator[Office]:
    office = open_programme(asked.db)
    try:
        yield office
    finally:
        office.close()


def _who(asked: Namespace) -> Author:
    return Author(asked.who or "command line")


def load(asked: Namespace, speaker: Speaker) -> int:
    """Read every file, say what was understood and what would move, and take it unless told not to."""
    answers: list[dict[str, object]] = []
    code = DONE
    with _office(asked) as office:
        for path in asked.files:
            answer, one = _load_one(office, asked, speaker, path)
            answers.append(answer)
            code = max(code, one)
    if speaker.as_json:
        speaker.plain(answers[0] if len(answers) == 1 else answers)
    return code


def _load_one(office: Office, asked: Namespace, speaker: Speaker, path: Path) -> tuple[dict[str, object], int]:
    content = _bytes(path)
    intake = read_upload(office, path.name, content, Request(asked.sheet, asked.as_contract))
    answer: dict[str, object] = plain_intake(intake)
    if not speaker.as_json:
        for sheet in intake.sheets:
            rows = f"{sheet.rows_read} rows"
            speaker.say(
                Text(
                    f"{path.name} · {sheet.sheet} → {sheet.contract}：{sheet.rows_read} 行",
                    f"{path.name} · {sheet.sheet} → {sheet.contract}: {rows}",
                )
            )
        speaker.findings(intake.findings)
    if intake.refused:
        answer |= {"taken": False, "change_set": None}
        if not speaker.as_json:
            speaker.say(Text("没有载入任何内容。", "Nothing was loaded."))
        return answer, REFUSED
    draft = draft_of(office, intake, content, _who(asked), asked.reason)
    seen = preview(office, draft, View())
    effect: Effect = seen.effect if asked.dry_run else commit(office.store, draft)
    answer |= {
        "taken": effect.change_set is not None,
        "change_set": effect.change_set,
        "nothing_changed": seen.effect.nothing,
        "effect": plain_effect(effect),
        "moves": [plain_move(move) for move in seen.moves],
    }
    if not speaker.as_json:
        speaker.effect(effect)
        speaker.moves(seen.moves)
        speaker.say(_verdict(effect, seen.effect.nothing))
    return answer, DONE


def _verdict(effect: Effect, nothing: bool) -> Text:
    if nothing:
        return Text("与现有内容相同，没有变化。", "It is what is already here; nothing changed.")
    if effect.change_set is None:
        return Text("这是预演，没有保存。", "This was a rehearsal; nothing was saved.")
    return Text(f"已保存为变更集 {effect.change_set}。", f"Saved as change set {effect.change_set}.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkbookRefused(
            Text(f"无法读取文件 {path.name}：{reason}。", f"The file {path.name} cannot be read: {reason}."),
            Text("请检查路径和权限。", "Check the path and your rights."),
            Place(file=path.name),
        ) from error


def metrics(asked: Namespace, speaker: Speaker) -> int:
    """Print readings, as a whole or at each value of a dimension."""
    with _office(asked) as office:
        position = Position(asked.branch)
        if asked.as_of:
            with office.store.reading() as cursor:
                position = Position(asked.branch, edition_at(cursor, asked.as_of))
        with office.desk(View(speaker.lang, asked.period, position)) as desk:
            readings = desk.every(section=asked.section, by=asked.by or "")
    if speaker.as_json:
        speaker.plain([plain_reading(reading) for reading in readings])
    else:
        speaker.readings(readings)
    return DONE


def explain(asked: Namespace, speaker: Speaker) -> int:
    """Print a metric's meaning, formula, lineage and rows."""
    with _office(asked) as office, office.desk(View(speaker.lang)) as desk:
        reading = desk.reading(asked.metric)
        traced = desk.trace(reading)
    if speaker.as_json:
        speaker.plain({"reading": plain_reading(reading)} | plain_trace(traced))
        return DONE
    speaker.readings([reading])
    speaker.say(traced.means)
    print(traced.select)
    for step in traced.steps:
        print(f"  {step.kind:6} {step.name} ({step.title.of(speaker.lang)}) ← {', '.join(step.reads) or '—'}")
    for source in traced.sources:
        speaker.say(Text(f"{source.title.zh}：{source.count} 行", f"{source.title.en}: {source.count} rows"))
        for row in source.rows[:5]:
            print(f"  {row.file} · {row.sheet}!{row.cell}  {' | '.join(row.values.values())}")
    return DONE


def changes(asked: Namespace, speaker: Speaker) -> int:
    """List the change sets."""
    with _office(asked) as office, office.store.reading() as cursor:
        found = change_sets(cursor, asked.limit)
    if speaker.as_json:
        speaker.plain([plain_change_set(one) for one in found])
        return DONE
    for one in found:
        undone = f" ⤺ {one.undone_by}" if one.undone_by else ""
        print(
            f"{one.id:5} {one.at_utc:%Y-%m-%d %H:%M} UTC {one.kind:7} {one.author.name}: {one.cells} cells, {one.fact_rows} rows, {', '.join(one.sheets)} {one.file_name} {one.reason}{undone}"
        )
    return DONE


def undo(asked: Namespace, speaker: Speaker) -> int:
    """Take a change set back; cells edited since are decided by --conflicts."""
    with _office(asked) as office:
        try:
            draft = undoing(office.store, asked.id, _who(asked), asked.reason, {})
        except EditStale as error:
            if asked.conflicts == "ask":
                raise
            choices = {(c.sheet, c.key, c.column): asked.conflicts for c in error.conflicts}
            draft = undoing(office.store, asked.id, _who(asked), asked.reason, choices)
        effect = commit(office.store, draft)
    if speaker.as_json:
        speaker.plain(
            {"change_set": effect.change_set, "nothing_changed": effect.nothing, "effect": plain_effect(effect)}
        )
    else:
        speaker.effect(effect)
        speaker.say(_verdict(effect, effect.nothing))
    return DONE


def check_integrity(asked: Namespace, speaker: Speaker) -> int:
    """Replay the ledger and compare; print the digest of what the programme holds."""
    with _office(asked) as office, office.store.reading() as cursor:
        found, mark = check(cursor), digest(cursor)
    if speaker.as_json:
        speaker.plain({"sound": not found, "digest": mark, "findings": [plain_finding(one) for one in found]})
    else:
        speaker.findings(found)
        speaker.say(Text("完好。", "Sound.") if not found else Text("有问题。", "Not sound."))
        print(mark)
    return REFUSED if found else DONE


def compute_method(asked: Namespace, speaker: Speaker) -> int:
    """Run one model on the inputs of a JSON file: the inputs themselves, or a case that holds them."""
    try:
        given = json.loads(_bytes(asked.input))
    except ValueError as error:
        raise OutOfRange(
            Text(f"{asked.input.name} 不是 JSON：{error}。", f"{asked.input.name} is not JSON: {error}."),
            Text("请检查文件内容。", "Check what the file holds."),
        ) from error
    inputs = given.get("inputs", given) if isinstance(given, dict) else given
    speaker.plain(compute(asked.method, inputs))
    return DONE


def write_template(asked: Namespace, speaker: Speaker) -> int:
    """Write an empty workbook."""
    asked.out.write_bytes(template(asked.sheet, asked.lang))
    speaker.say(Text(f"已写入 {asked.out.name}。", f"Written to {asked.out.name}."))
    return DONE


def export(asked: Namespace, speaker: Speaker) -> int:
    """Write readings and plan sheets to a workbook that can be edited and loaded again."""
    if asked.out.suffix.lower() != ".xlsx":
        raise OutOfRange(
            Text(
                f"还不能导出为 {asked.out.suffix or '无扩展名'}。",
                f"Export to {asked.out.suffix or 'no extension'} is not built.",
            ),
            Text("请使用 .xlsx。", "Use .xlsx."),
        )
    with _office(asked) as office, office.desk(View(asked.lang)) as desk:
        asked.out.write_bytes(programme_workbook(desk))
    speaker.say(Text(f"已写入 {asked.out.name}。", f"Written to {asked.out.name}."))
    return DONE


def backup(asked: Namespace, speaker: Speaker) -> int:
    """Copy the database to a new file."""
    if asked.out.exists():
        raise StoreUnreadable(
            Text(f"{asked.out.name} 已存在。", f"{asked.out.name} already exists."),
            Text("请换一个文件名。", "Choose another name."),
        )
    source = database_path(asked.db)
    beside = source.parent / f".{asked.out.name}.part"
    beside.unlink(missing_ok=True)
    with _office(asked) as office:
        office.store.backup(beside)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(beside, asked.out)
    speaker.say(Text(f"已备份到 {asked.out.name}。", f"Backed up to {asked.out.name}."))
    return DONE


def restore(asked: Namespace, speaker: Speaker) -> int:
    """Check a backup, then put it in the database's place; the present file is kept beside it."""
    if not asked.backup.exists():
        _bytes(asked.backup)
    target = database_path(asked.db)
    arriving = target.parent / f".{target.name}.part"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(asked.backup, arriving)
    office = open_office(arriving)
    with office.store.reading() as cursor:
        found = check(cursor)
    office.close()
    if found:
        arriving.unlink()
        raise StoreUnreadable(
            Text(
                "备份与其变更记录不一致，没有恢复。",
                "The backup does not agree with its own log; nothing was restored.",
            ),
            Text("请使用另一个备份。", "Use another backup."),
        )
    if target.exists():
        open_office(target).close()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        target.rename(target.with_name(f"{target.stem}.before-{stamp}{target.suffix}"))
    target.with_name(target.name + ".wal").unlink(missing_ok=True)
    arriving.rename(target)
    speaker.say(
        Text(
            f"已恢复 {target.name}；原文件保留在旁边。",
            f"{target.name} restored; the file before it is kept beside it.",
        )
    )
    return DONE


def bench(asked: Namespace, speaker: Speaker) -> int:
    """Measure, as ratios within one run."""
    figures = run_bench(full=asked.full, only=tuple(asked.only or ()))
    if speaker.as_json:
        speaker.plain(figures)
    else:
        for name, value in figures.items():
            print(f"{name:60} {value}")
    return DONE


ACTIONS: dict[str, Callable[[Namespace, Speaker], int]] = {
    "load": load,
    "metrics": metrics,
    "explain": explain,
    "changes": changes,
    "undo": undo,
    "check": check_integrity,
    "compute": compute_method,
    "template": write_template,
    "export": export,
    "backup": backup,
    "restore": restore,
    "bench": bench,
}
