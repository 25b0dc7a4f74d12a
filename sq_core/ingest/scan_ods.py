"""The same look at an .ods: cells with an error or a formula without result, found by walking rows and cells with their repeats."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import TYPE_CHECKING

from sq_core.ingest.cell_words import NOT_CALCULATED
from sq_core.ingest.package import UNPACKING_ERRORS, attributes
from sq_core.ingest.scan import MOST_MARKS, SheetScan, too_large

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.ingest.limits import Limits

_LARGEST = 64 << 20
"""A content part larger than this is not walked; its broken cells then arrive as blanks, as in .xls."""
_TAG = re.compile(
    r"<table:(?P<what>table|table-row|table-cell|covered-table-cell)(?P<attributes>(?:\s[^>]*?)?)(?P<closed>/?)>|(?P<end></table:table>)"
)
_SHOWN = re.compile(r"<text:p[^>]*>(.*?)</text:p>", re.DOTALL)


def _repeat(entry: Mapping[str, str], name: str) -> int:
    text = entry.get(name, "1")
    return int(text) if text.isdigit() else 1


def _broken(entry: Mapping[str, str], body: str) -> str:
    """Say what a broken cell shows; empty for a sound one. ``value-type`` is met twice, the spreadsheet's own says error."""
    shown = _SHOWN.search(body)
    if shown and entry.get("value-type") == "error":
        return html.unescape(shown[1]) or "#ERROR!"
    if "formula" in entry and "value-type" not in entry and not shown:
        return NOT_CALCULATED
    return ""


def _walk(text: str) -> Mapping[str, SheetScan]:
    scans: dict[str, SheetScan] = {}
    found, row, column, row_repeat = SheetScan(), 0, 0, 0
    for match in _TAG.finditer(text):
        if match["end"]:
            continue
        entry = attributes(match["attributes"])
        if match["what"] == "table":
            found = scans.setdefault(entry.get("name", ""), SheetScan())
            row, row_repeat = 0, 0
        elif match["what"] == "table-row":
            row, column = row + row_repeat, 0
            row_repeat = _repeat(entry, "number-rows-repeated")
        else:
            until = text.find("</table:table-cell>", match.end(), match.end() + 65_536)
            mark = "" if match["closed"] or until < 0 else _broken(entry, text[match.end() : until])
            if match["closed"]:
                mark = _broken(entry, "")
            if mark:
                found.broken[(row, column)] = mark
            column += _repeat(entry, "number-columns-repeated")
    return scans


def scan_ods(file: str, content: bytes, limits: Limits) -> Mapping[str, SheetScan]:
    """Scan an .ods; sheets by name. Only a content part that mentions a formula or an error is walked."""
    del limits  # the reading process holds them: an .ods declares its size nowhere
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if package.getinfo("content.xml").file_size > _LARGEST:
                return {}
            text = package.read("content.xml").decode("utf-8", "replace")
    except (*UNPACKING_ERRORS, KeyError):
        return {}
    if 'value-type="error"' not in text and "table:formula" not in text:
        return {}
    scans = _walk(text)
    for found in scans.values():
        if len(found.broken) > MOST_MARKS:
            raise too_large(file, found)
    return scans
