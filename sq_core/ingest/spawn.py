"""Starting the reading process, waiting for it, and saying in words how it ended.

The process sets its own limits; this side holds the clock and ends it by its id. The look for broken cells (``scan``) runs
here while the other process reads, so that both cores work and a refusal of the scan ends the reading at once.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

import sq_core
from sq_core.ingest.child import Index, SheetFile
from sq_core.ingest.content_kind import content_kind, damaged, encrypted
from sq_core.ingest.package import check_directory
from sq_core.ingest.raw import RawBook, RawSheet, raw_column, with_scan
from sq_core.ingest.refusals import SAVE_AS_XLSX, SPLIT, refusal
from sq_core.ingest.scan import scan_xlsx
from sq_core.ingest.scan_ods import scan_ods
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sq_core.errors import WorkbookRefused
    from sq_core.ingest.content_kind import FileKind
    from sq_core.ingest.limits import Limits
    from sq_core.ingest.scan import SheetScan

_log = logging.getLogger(__name__)
_CHILD = Path(__file__).with_name("child.py")
"""Started as a file: as a module it would load this whole room first, a third of the time a small file takes."""


def _environment() -> dict[str, str]:
    """Give the reading process what it needs to start and nothing that a server may keep in its environment."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "TMPDIR", "TEMP", "SYSTEMROOT", "LANG")
        if name in os.environ
    }
    home = str(Path(sq_core.__file__).parent.parent)
    return kept | {
        "PYTHONPATH": home,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


@contextmanager
def _reading(kind: FileKind, content: bytes, folder: Path, limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    path = folder / f"upload.{kind}"  # the reading library looks at the ending, which here follows the content
    path.write_bytes(content)
    command = [sys.executable, "-P", str(_CHILD), kind, str(path), str(folder)]
    command += [str(limits.memory_bytes), str(limits.cpu_seconds)]
    with (folder / "complaints").open("wb") as complaints:
        child = subprocess.Popen(  # noqa: S603 - our own module, no shell, no word of the command from the upload
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )
    try:
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()


def _index(folder: Path) -> Index | None:
    path = folder / "index.json"
    if not path.exists():
        return None
    written = json.loads(path.read_text(encoding="utf-8"))
    sheets = [SheetFile(**entry) for entry in written.pop("sheets")]
    return Index(sheets=sheets, **written)


def _too_costly(file: str, what: Text) -> WorkbookRefused:
    message = Text(
        "读取这个文件超出了{what}限制，已停止", "Reading this file went past the limit on {what} and was stopped"
    ).fill(what=what)
    return refusal("too-costly", file, message, SPLIT)


_TIME, _MEMORY = Text("时间", "time"), Text("内存", "memory")


def _complained_of_memory(folder: Path) -> bool:
    text = (folder / "complaints").read_bytes()[-20_000:]
    return any(
        word in text
        for word in (b"memory allocation", b"MemoryError", b"out of memory", b"bad_alloc", b"capacity overflow")
    )


def _ended_badly(file: str, code: int, folder: Path) -> WorkbookRefused:
    """Say why a reading process ended without an index."""
    _log.warning("upload.reader_died code=%s", code)
    if code == -24:
        return _too_costly(file, _TIME)
    if code == -9 or _complained_of_memory(folder):
        return _too_costly(file, _MEMORY)
    return refusal(
        "reader-died",
        file,
        Text("文件结构异常，读取程序无法打开", "The file is built in a way that the reader cannot open"),
        SAVE_AS_XLSX,
    )


_PROBLEMS = {"password": encrypted, "damaged": damaged}


def _finished(file: str, child: subprocess.Popen[bytes], folder: Path, seconds: float) -> Index:
    try:
        code = child.wait(timeout=max(seconds, 0.01))
    except subprocess.TimeoutExpired:
        child.kill()
        raise _too_costly(file, _TIME) from None
    index = _index(folder) if code == 0 else None
    if index is None:
        raise _ended_badly(file, code, folder)
    if index.problem in _PROBLEMS:
        raise _PROBLEMS[index.problem](file)
    if index.problem == "memory":
        raise _too_costly(file, _MEMORY)
    if index.problem:
        raise refusal("too-many-columns", file, Text("列数过多", "There are too many columns"), SPLIT)
    return index


def _raw_sheet(entry: SheetFile, name: str, folder: Path) -> RawSheet:
    if entry.unreadable or not entry.columns:
        return RawSheet(name, entry.rows, (), entry.visible, unreadable=entry.unreadable)
    with pa.OSFile(str(folder / entry.file), "rb") as stream:
        table = pa.ipc.open_file(stream).read_all().combine_chunks()
    columns = tuple(
        raw_column(number, *(table.column(f"{part}{number}").chunk(0) for part in ("kind", "number", "text")))
        for number in entry.columns
    )
    return RawSheet(name, entry.rows, columns, entry.visible)


def _scan(file: str, kind: FileKind, content: bytes, limits: Limits) -> Mapping[str, SheetScan]:
    if kind == "xlsx":
        return scan_xlsx(file, content, limits)
    return scan_ods(file, content, limits) if kind == "ods" else {}


def read_raw(file: str, content: bytes, limits: Limits) -> RawBook:
    """Read a file in a process of its own; refuse what is too large, broken, encrypted or no spreadsheet."""
    started = time.monotonic()
    if len(content) > limits.file_bytes:
        message = Text("文件超过 {size} MB", "The file is larger than {size} MB").fill(size=limits.file_bytes >> 20)
        raise refusal("file-too-large", file, message, SPLIT)
    kind = content_kind(file, content)
    if kind not in ("csv", "xls"):
        check_directory(file, content, limits)
    with tempfile.TemporaryDirectory(prefix="sq-upload-") as name:
        folder = Path(name)
        with _reading(kind, content, folder, limits) as child:
            scans = _scan(file, kind, content, limits)
            index = _finished(file, child, folder, limits.wall_seconds - (time.monotonic() - started))
        sheets = tuple(_raw_sheet(entry, entry.name or Path(file).stem, folder) for entry in index.sheets)
    if kind == "csv":  # a text shows its per cent signs itself
        sheets = tuple(replace(sheet, formats_known=True) for sheet in sheets)
    sheets = tuple(with_scan(sheet, scans[sheet.name]) if sheet.name in scans else sheet for sheet in sheets)
    return RawBook(
        sheets,
        encoding=index.encoding,
        separator=index.separator,
        unreadable_letters=index.unreadable_letters,
        broken_unseen=kind in ("xls", "xlsb"),
    )


__all__ = ["read_raw"]
