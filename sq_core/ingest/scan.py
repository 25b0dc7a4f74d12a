"""A streaming look at the cells of an .xlsx for what the reading library loses: errors, formulas never calculated, per cent.

calamine hands over ``#DIV/0!`` and a formula without a stored result as blanks; a blank is a lie there. It also drops number
formats, so that 79 % shown and 0.79 stored cannot be told from 0.79 of a per cent. All three are found here, with a bound
on memory, while the reading process works. In .ods errors and uncalculated formulas are found (``scan_ods``); in .xls and
.xlsb nothing of this can be seen: an error cell of those two formats arrives as a blank.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sq_core.ingest.cell_words import NOT_CALCULATED
from sq_core.ingest.package import UNPACKING_ERRORS, percent_styles, sheet_parts
from sq_core.ingest.refusals import SPLIT, refusal
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

    from sq_core.ingest.limits import Limits

MOST_MARKS = 200_000
"""More broken cells than this are not listed; the file is refused."""
_CHUNK = 1 << 20
_STYLED_ROWS = 64
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ERROR_TEXT = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]{1,40})<")


@dataclass(slots=True)
class SheetScan:
    """What one sheet hides: broken cells by (row, column) counted from 0, and columns shown as per cent."""

    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    percent_columns: frozenset[int] = frozenset()
    formats_known: bool = False
    cells: int = 0
    rows: int = 0
    columns: int = 0


def column_number(letters: str) -> int:
    """Turn a column's letters into its number, A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """Turn a column's number into its letters, 0 is A."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _blocks(stream: IO[bytes], head: bytes, cell: bytes) -> Iterator[bytes]:
    """Yield the part in pieces that begin and end between cells."""
    tail, chunk = b"", head
    while chunk:
        block = tail + chunk
        cut = block.rfind(cell)
        if cut <= 0:
            yield block
            tail = b""
        else:
            yield block[:cut]
            tail = block[cut:]
        chunk = stream.read(_CHUNK)
    if tail:
        yield tail


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The tags of a sheet, spelt with the prefix its writer uses (``<c>`` or ``<x:c>``)."""

    cell: bytes
    cell_end: bytes
    error: re.Pattern[bytes]
    uncalculated: re.Pattern[bytes]
    styled: re.Pattern[bytes]


def _patterns(head: bytes) -> _Patterns:
    match = re.search(rb"<(\w+:)?worksheet[\s>]", head)
    prefix = match[1] or b"" if match else b""
    p = re.escape(prefix)
    return _Patterns(
        cell=b"<" + prefix + b"c ",
        cell_end=b"</" + prefix + b"c>",
        error=re.compile(rb"<" + p + rb"c\s[^>]*\bt\s*=\s*[\"']e[\"'][^>]*>"),
        uncalculated=re.compile(
            rb"<" + p + rb"c(\s[^>]*)>\s*<" + p + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</" + p + rb"f>)\s*"
            rb"(?:</" + p + rb"c>|<" + p + rb"v\s*/>|<" + p + rb"v>\s*</" + p + rb"v>)"
        ),
        styled=re.compile(rb"<" + p + rb"c\s[^>]*\br\s*=\s*[\"']([A-Z]{1,3})(\d+)[\"'][^>]*>"),
    )


def _address(tag: bytes) -> tuple[int, int] | None:
    match = _REFERENCE.search(tag)
    return (int(match[2]) - 1, column_number(match[1].decode())) if match else None


def _mark_broken(found: SheetScan, block: bytes, patterns: _Patterns) -> None:
    if b't="e"' in block or b"t='e'" in block:
        for match in patterns.error.finditer(block):
            spot = _address(match.group(0))
            text = _ERROR_TEXT.search(block, match.end(), match.end() + 4096)
            if spot is not None:
                found.broken[spot] = text[1].decode("utf-8", "replace") if text else "#ERROR!"
    if patterns.cell[:-2] + b"f" in block:
        for match in patterns.uncalculated.finditer(block):
            text_result = b't="str"' in match[1] and not match.group(0).endswith(b"c>")
            spot = _address(match[1])
            if spot is not None and not text_result:
                found.broken.setdefault(spot, NOT_CALCULATED)


def _measure(found: SheetScan, block: bytes, patterns: _Patterns) -> None:
    found.cells += block.count(patterns.cell)
    for end in (block.find(patterns.cell_end), block.rfind(patterns.cell_end)):
        at = block.rfind(patterns.cell, 0, max(end, 0))  # only cells that hold something: styled blanks span nothing
        spot = _address(block[at : at + 200]) if at >= 0 else None
        if spot is not None:
            found.rows, found.columns = max(found.rows, spot[0] + 1), max(found.columns, spot[1] + 1)


def _percent_columns(block: bytes, patterns: _Patterns, styles: frozenset[int]) -> frozenset[int]:
    seen: dict[int, list[bool]] = {}
    for match in patterns.styled.finditer(block):
        tag = match.group(0)
        if tag.endswith(b"/>") or int(match[2]) > 10_000 or b't="s"' in tag or b't="inlineStr"' in tag:
            continue
        column = seen.setdefault(column_number(match[1].decode()), [])
        if len(column) < _STYLED_ROWS:
            style = re.search(rb"\bs\s*=\s*[\"'](\d{1,5})[\"']", tag)
            column.append(style is not None and int(style[1]) in styles)
    return frozenset(number for number, shown in seen.items() if sum(shown) * 2 > len(shown))


def _scan_part(file: str, stream: IO[bytes], styles: frozenset[int], limits: Limits) -> SheetScan:
    head = stream.read(_CHUNK)
    patterns = _patterns(head[:4096])
    found = SheetScan(
        formats_known=True, percent_columns=_percent_columns(head, patterns, styles) if styles else frozenset()
    )
    for block in _blocks(stream, head, patterns.cell):
        _mark_broken(found, block, patterns)
        _measure(found, block, patterns)
        if found.cells > limits.cells or found.rows * found.columns > limits.box or len(found.broken) > MOST_MARKS:
            raise too_large(file, found)
    return found


def too_large(file: str, found: SheetScan) -> Exception:
    """Refuse a sheet that spans more cells than may be read, or holds more broken ones than may be listed."""
    if len(found.broken) > MOST_MARKS:
        message = Text("出错的单元格超过 {n} 个", "More than {n} cells hold errors").fill(n=f"{MOST_MARKS:,}")
        return refusal("too-many-errors", file, message, Text("请先修正公式", "Correct the formulas first"))
    message = Text(
        "工作表跨 {rows} 行 {columns} 列，超过可读取的大小",
        "A sheet spans {rows} rows by {columns} columns, more than can be read",
    ).fill(rows=f"{found.rows:,}", columns=f"{found.columns:,}")
    return refusal("too-many-cells", file, message, SPLIT)


def scan_xlsx(file: str, content: bytes, limits: Limits) -> Mapping[str, SheetScan]:
    """Scan every sheet of an .xlsx; sheets by name. A part that cannot be unpacked is left to the reading process to judge."""
    scans: dict[str, SheetScan] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        styles = percent_styles(package)
        for sheet in sheet_parts(package):
            try:
                with package.open(sheet.part) as stream:
                    scans[sheet.name] = _scan_part(file, stream, styles, limits)
            except UNPACKING_ERRORS:
                continue
    return scans
