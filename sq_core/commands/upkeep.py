"""Commands that keep a programme well: proof, workbooks to fill in and to edit, backup and the way back, the bench."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sq_core.commands.measure import run_bench
from sq_core.commands.programme import DONE, REFUSED, content_of, opened, write_out
from sq_core.desk import View, database_path, open_office
from sq_core.errors import OutOfRange, Place, StoreUnreadable
from sq_core.ledger import check, digest
from sq_core.reports import plain_finding, programme_workbook
from sq_core.sheets import template
from sq_core.words import Text

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from sq_core.commands.say import Speaker


def check_integrity(asked: Namespace, speaker: Speaker) -> int:
    """Replay the ledger and compare; print the digest of what the programme holds."""
    with opened(asked) as office, office.store.reading() as cursor:
        found, mark = check(cursor), digest(cursor)
    if speaker.as_json:
        speaker.plain({"sound": not found, "digest": mark, "findings": [plain_finding(one) for one in found]})
    else:
        speaker.findings(found)
        speaker.say(Text("完好。", "Sound.") if not found else Text("有问题。", "Not sound."))
        print(mark)
    return REFUSED if found else DONE


def write_template(asked: Namespace, speaker: Speaker) -> int:
    """Write an empty workbook."""
    write_out(asked.out, template(asked.sheet, asked.lang))
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
    with opened(asked) as office, office.desk(View(asked.lang)) as desk:
        write_out(asked.out, programme_workbook(desk))
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
    with opened(asked) as office:
        office.store.backup(beside)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(beside, asked.out)
    speaker.say(Text(f"已备份到 {asked.out.name}。", f"Backed up to {asked.out.name}."))
    return DONE


def restore(asked: Namespace, speaker: Speaker) -> int:
    """Check a backup, then put it in the database's place; the present file is kept beside it."""
    if not asked.backup.is_file():
        content_of(asked.backup)
    target = database_path(asked.db)
    arriving = target.parent / f".{target.name}.part"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(asked.backup, arriving)
        _check_backup(asked.backup.name, arriving)
        if target.exists():
            _set_aside(target)
        arriving.rename(target)
    finally:
        arriving.unlink(missing_ok=True)
        arriving.with_name(arriving.name + ".wal").unlink(missing_ok=True)
    speaker.say(
        Text(
            f"已恢复 {target.name}；原文件保留在旁边。",
            f"{target.name} restored; the file before it is kept beside it.",
        )
    )
    return DONE


def _check_backup(name: str, arriving: Path) -> None:
    """Refuse a backup that cannot be read or does not agree with its own log."""
    remedy = Text("请使用另一个备份。", "Use another backup.")
    try:
        if not arriving.stat().st_size:  # the engine would take an empty file for a new database
            raise StoreUnreadable(Text("文件是空的。", "The file is empty."), remedy)
        office = open_office(arriving)
    except StoreUnreadable as error:
        raise StoreUnreadable(
            Text(
                f"{name} 不是本驾驶舱的备份，没有恢复。",
                f"{name} is not a backup of this cockpit; nothing was restored.",
            ),
            remedy,
            Place(file=name),
        ) from error
    with office.store.reading() as cursor:
        found = check(cursor)
    office.close()
    if found:
        raise StoreUnreadable(
            Text(
                "备份与其变更记录不一致，没有恢复。",
                "The backup does not agree with its own log; nothing was restored.",
            ),
            remedy,
            Place(file=name),
        )


def _set_aside(target: Path) -> None:
    """Keep the present database beside the one that replaces it, damaged or not; refuse while somebody uses it."""
    with suppress(StoreUnreadable):
        open_office(target).close()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    kept = target.with_name(f"{target.stem}.before-{stamp}{target.suffix}")
    target.rename(kept)
    log = target.with_name(target.name + ".wal")
    if log.exists():
        log.rename(kept.with_name(kept.name + ".wal"))


def bench(asked: Namespace, speaker: Speaker) -> int:
    """Measure, as ratios within one run."""
    figures = run_bench(full=asked.full, only=tuple(asked.only or ()))
    if speaker.as_json:
        speaker.plain(figures)
    else:
        for name, value in figures.items():
            print(f"{name:60} {value}")
    return DONE
