"""The reading process: one file in, one Arrow file a sheet out, under limits on memory and time it sets for itself.

It is started by ``spawn`` as a process of its own, because a small file can abort the reading library, make it panic, or
make it take all memory. Whatever happens here ends this process and nothing else: it catches only what it can name, in
``index.json``; every other end is understood by ``spawn`` from the way the process ended.

    python sq_core/ingest/child.py KIND FILE FOLDER MEMORY_BYTES CPU_SECONDS
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROWS_AT_ONCE = 1 << 14
BLANK, NUMBER, TEXT, FLAG, DAY, SPAN = range(6)
WIDEST = 16_384
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a workbook's clock has no zone
_KINDS: dict[type, int] = {
    float: NUMBER,
    int: NUMBER,
    str: TEXT,
    bool: FLAG,
    date: DAY,
    datetime: DAY,
    time: SPAN,
    timedelta: SPAN,
}


class _NoPandas:
    """Keeps pyarrow from loading pandas to see whether a list is one of its arrays: half a second of every upload."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Refuse pandas, know nothing else."""
        del path, target
        if name == "pandas":
            raise ImportError(name)


@dataclass(slots=True)
class SheetFile:
    """A sheet as handed over: its name, whether people see it, its rows, where its columns lie and in which file."""

    name: str
    visible: bool = True
    rows: int = 0
    columns: list[int] = field(default_factory=list)
    file: str = ""
    unreadable: bool = False


@dataclass(slots=True)
class Index:
    """What the reading process found: sheets, or the one problem that kept it from any."""

    sheets: list[SheetFile] = field(default_factory=list)
    problem: str = ""
    encoding: str = ""
    separator: str = ""
    unreadable_letters: int = 0


def _days(value: object) -> float | None:
    if isinstance(value, datetime):
        return (value - _EPOCH) / timedelta(days=1)
    if isinstance(value, date):
        return float(value.toordinal() - 719_163)
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return None


class ColumnWriter:
    """Collects one column: kind, number and text of every cell, in pieces of ``ROWS_AT_ONCE`` rows."""

    def __init__(self) -> None:
        self.pieces: dict[int, tuple[Any, Any, Any]] = {}

    def add(self, piece: int, cells: Sequence[object]) -> None:
        """Add the cells of a piece; nothing is kept of a piece that is blank."""
        import pyarrow as pa
        import pyarrow.compute as pc

        types = set(map(type, cells))
        size = len(cells)
        if types == {float}:
            self.pieces[piece] = (
                pa.repeat(pa.scalar(NUMBER, pa.int8()), size),
                pa.array(cells, pa.float64()),
                pa.nulls(size, pa.string()),
            )
        elif types == {str}:
            text = pa.array(cells, pa.string())
            filled = pc.not_equal(text, "")
            if pc.any(filled).as_py():
                kinds = pc.if_else(filled, pa.scalar(TEXT, pa.int8()), pa.scalar(BLANK, pa.int8()))
                self.pieces[piece] = (kinds, pa.nulls(size, pa.float64()), text)
        else:
            self._add_mixed(piece, cells)

    def _add_mixed(self, piece: int, cells: Sequence[object]) -> None:
        import pyarrow as pa

        kinds = [BLANK if cell == "" or cell is None else _KINDS[type(cell)] for cell in cells]
        if any(kinds):
            numbers = [
                cell
                if kind == NUMBER
                else None
                if kind in (BLANK, TEXT)
                else float(cell)
                if kind == FLAG
                else _days(cell)
                for kind, cell in zip(kinds, cast("Sequence[Any]", cells), strict=True)
            ]
            texts = [cell if kind == TEXT else None for kind, cell in zip(kinds, cells, strict=True)]
            self.pieces[piece] = (
                pa.array(kinds, pa.int8()),
                pa.array(numbers, pa.float64()),
                pa.array(texts, pa.string()),
            )

    def column(self, sizes: list[int]) -> tuple[Any, Any, Any]:
        """Join the pieces; blank ones are filled in."""
        import pyarrow as pa

        blank = [
            (pa.repeat(pa.scalar(BLANK, pa.int8()), size), pa.nulls(size, pa.float64()), pa.nulls(size, pa.string()))
            for size in dict.fromkeys(sizes)
        ]
        by_size = dict(zip(dict.fromkeys(sizes), blank, strict=True))
        parts = [self.pieces.get(piece, by_size[size]) for piece, size in enumerate(sizes)]
        return cast("tuple[Any, Any, Any]", tuple(pa.concat_arrays([part[n] for part in parts]) for n in range(3)))


def write_sheet(sheet: SheetFile, rows: Iterator[Sequence[object]], target: Path, first_column: int = 0) -> None:
    """Write the rows of a sheet, from its first row on, as an Arrow file, three arrays a column; blank columns are left out."""
    import pyarrow as pa

    columns: dict[int, ColumnWriter] = {}
    sizes: list[int] = []
    while piece := list(islice(rows, ROWS_AT_ONCE)):
        for number, cells in enumerate(zip_longest(*piece, fillvalue=""), first_column):
            columns.setdefault(number, ColumnWriter()).add(len(sizes), cells)
        sizes.append(len(piece))
        if len(columns) > WIDEST:
            raise OverflowError("too many columns")
    filled = {number: writer for number, writer in columns.items() if writer.pieces}
    arrays: dict[str, Any] = {}
    for number in sorted(filled):
        kinds, numbers, texts = filled.pop(number).column(sizes)
        arrays |= {f"kind{number}": kinds, f"number{number}": numbers, f"text{number}": texts}
        sheet.columns.append(number)
    sheet.rows = sum(sizes)
    sheet.file = target.name
    table = pa.table(arrays)
    with pa.OSFile(str(target), "wb") as stream, pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)


def read_csv(path: Path, folder: Path, index: Index) -> None:
    """Read a csv file as one sheet of texts, named after nothing: the parent knows the file's name."""
    from sq_core.ingest.csv_text import find_encoding, find_separator, read_rows

    content = path.read_bytes()
    index.encoding = find_encoding(content)
    text = content.decode(index.encoding, "replace")
    del content
    index.unreadable_letters = text.count("\ufffd")
    index.separator = find_separator(text)
    sheet = SheetFile(name="")
    write_sheet(sheet, iter(read_rows(text, index.separator)), folder / "0.arrow")
    index.sheets.append(sheet)


def read_book(path: Path, folder: Path, index: Index) -> None:
    """Read every worksheet of a workbook; one that cannot be read is named, the others are still handed over."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(str(path))
    except PasswordError:
        index.problem = "password"
        return
    except (CalamineError, OSError) as error:
        index.problem = "memory" if "limit exceeded" in str(error) else "damaged"
        return
    for number, entry in enumerate(book.sheets_metadata):
        if entry.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        sheet = SheetFile(entry.name, visible=entry.visible == SheetVisibleEnum.Visible)
        index.sheets.append(sheet)
        try:
            cells = book.get_sheet_by_index(number)
        except (CalamineError, OSError):
            sheet.unreadable = True
            continue
        # calamine gives the blank rows above a table but not the blank columns left of it
        first_column = cells.start[1] if cells.start else 0
        write_sheet(sheet, iter(cells.iter_rows()), folder / f"{number}.arrow", first_column)


def _limit_self(memory_bytes: int, cpu_seconds: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: Sequence[str]) -> int:
    """Read one file and leave the index beside the sheets."""
    kind, path, folder, memory_bytes, cpu_seconds = arguments
    sys.meta_path.insert(0, cast("Any", _NoPandas()))
    _limit_self(int(memory_bytes), int(cpu_seconds))
    index = Index()
    try:
        (read_csv if kind == "csv" else read_book)(Path(path), Path(folder), index)
    except MemoryError:
        index.problem = "memory"
    except OverflowError:
        index.problem = "wide"
    Path(folder, "index.json").write_text(json.dumps(asdict(index)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
