"""The zip around a workbook: judged by its directory before anything is unpacked, and the way from a sheet's name to its part."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.ingest.refusals import SPLIT, refusal
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.ingest.limits import Limits

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
UNPACKING_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What unpacking a part of a broken archive can raise."""
_SMALL_PART = 8 << 20
"""A list of sheets or of styles larger than this is not read."""


def check_directory(file: str, content: bytes, limits: Limits) -> None:
    """Refuse an archive that would unpack to far more than it weighs."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > limits.ratio_from_bytes and part.file_size > limits.ratio * max(part.compress_size, 1)
        for part in parts
    )
    if swollen or total > limits.expanded_bytes:
        raise refusal(
            "expands-too-far",
            file,
            Text(
                "文件解压后有 {size} MB，远大于文件本身，可能是压缩炸弹",
                "Unpacked, the file is {size} MB, far more than it weighs; it may be a zip bomb",
            ).fill(size=f"{total / (1 << 20):,.0f}"),
            SPLIT,
        )


def attributes(tag: str) -> dict[str, str]:
    """Read the attributes of a tag; a prefix before the name is dropped."""
    return {
        name.rpartition(":")[2]: html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag)
    }


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's name and the part of the archive that holds its cells."""

    name: str
    part: str


def _small(package: zipfile.ZipFile, name: str) -> str:
    names = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in package.infolist()}
    entry = names.get(name)
    if entry is None or entry.file_size > _SMALL_PART:
        return ""
    try:
        return package.read(entry).decode("utf-8", "replace")
    except UNPACKING_ERRORS:
        return ""


def _workbook_name(package: zipfile.ZipFile) -> str:
    names = (name.replace("\\", "/").lstrip("/") for name in package.namelist())
    return next((name for name in names if name.endswith("workbook.xml")), "")


def sheet_parts(package: zipfile.ZipFile) -> tuple[SheetPart, ...]:
    """List the sheets of an .xlsx with their parts, in their order; empty where the workbook's own list is unreadable."""
    workbook = _workbook_name(package)
    folder, _, base = workbook.rpartition("/")
    relations = _small(package, posixpath.join(folder, "_rels", f"{base}.rels"))
    targets = {entry.get("Id", ""): entry.get("Target", "") for entry in map(attributes, _RELATION.findall(relations))}
    present = {name.replace("\\", "/").lstrip("/"): name for name in package.namelist()}
    found = []
    for tag in _SHEET.findall(_small(package, workbook)):
        entry = attributes(tag)
        target = targets.get(entry.get("id", ""), "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path in present:
            found.append(SheetPart(entry.get("name", ""), present[path]))
    return tuple(found)


def percent_styles(package: zipfile.ZipFile) -> frozenset[int]:
    """List the cell styles of an .xlsx that show a number as per cent."""
    workbook = _workbook_name(package)
    styles = _small(package, posixpath.join(workbook.rpartition("/")[0], "styles.xml"))
    own = {
        entry.get("numFmtId", ""): entry.get("formatCode", "")
        for entry in map(attributes, re.findall(r"<(?:\w+:)?numFmt\s[^>]*>", styles))
    }
    percent = {"9", "10"} | {key for key, code in own.items() if "%" in code}
    block = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    formats = re.findall(r"<(?:\w+:)?xf\s[^>]*>", block.group(0)) if block else []
    return frozenset(n for n, tag in enumerate(formats) if attributes(tag).get("numFmtId") in percent)
