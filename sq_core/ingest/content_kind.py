"""What a file is, by its content: names lie (a csv called .xlsx, an .xlsx called .xls, a web page called .xls)."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Literal

from sq_core.ingest.csv_text import find_encoding
from sq_core.ingest.refusals import SAVE_AS_XLSX, refusal
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.errors import WorkbookRefused

FileKind = Literal["xlsx", "xlsb", "ods", "xls", "csv"]
"""``xlsx`` stands for .xlsm too: they differ by their macros only, which are never looked at."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_MARKUP = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|table|meta|style|div)\b", re.IGNORECASE | re.DOTALL
)
_OTHER_FORMATS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
)
_SAMPLE = 4096


def _not_ours(file: str, what: str) -> WorkbookRefused:
    message = Text("这不是电子表格文件（{what}）", "This is not a spreadsheet ({what})").fill(what=what)
    return refusal(
        "not-a-spreadsheet",
        file,
        message,
        Text(
            "请上传 .xlsx、.xlsm、.xls、.xlsb、.ods 或 .csv 文件",
            "Upload an .xlsx, .xlsm, .xls, .xlsb, .ods or .csv file",
        ),
        value=what,
    )


def encrypted(file: str) -> WorkbookRefused:
    """Refuse a workbook that opens with a password only."""
    return refusal(
        "encrypted",
        file,
        Text("文件有打开密码，无法读取", "The workbook is protected by a password and cannot be read"),
        Text("请在 Excel 中取消密码后再上传", "Remove the password in Excel and upload it again"),
    )


def damaged(file: str) -> WorkbookRefused:
    """Refuse a workbook whose parts cannot be put together."""
    return refusal(
        "damaged",
        file,
        Text("文件已损坏或不完整，无法读取", "The file is damaged or incomplete and cannot be read"),
        Text("请在 Excel 中打开并另存一份，再上传新的文件", "Open it in Excel, save a copy and upload the copy"),
    )


def _zip_kind(file: str, content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = [name.replace("\\", "/").lower().lstrip("/") for name in package.namelist()]
            declared = package.read("mimetype")[:80] if "mimetype" in package.namelist() else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise damaged(file) from error
    if b"opendocument" in declared or "content.xml" in names:
        if declared and b"spreadsheet" not in declared:
            raise _not_ours(file, "OpenDocument")
        return "ods"
    if any(name.endswith("workbook.bin") for name in names) or any(
        re.search(r"sheet\d*\.bin$", name) for name in names
    ):
        return "xlsb"
    if any(name.endswith("workbook.xml") for name in names) or any(
        re.search(r"sheet\d*\.xml$", name) for name in names
    ):
        return "xlsx"
    raise _not_ours(file, "Word" if any(n.startswith("word/") for n in names) else "zip")


def _ole_kind(file: str, content: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise encrypted(file)
    return "xls"


def _text_kind(file: str, content: bytes) -> FileKind:
    head = content[:_SAMPLE].lstrip(b"\xef\xbb\xbf")
    if _MARKUP.match(head) or b"urn:schemas-microsoft-com:office:spreadsheet" in head or head.lstrip()[:5] == b"<?xml":
        message = Text(
            "内容是网页或 XML，不是真正的 Excel 文件", "The content is a web page or XML, not a true workbook"
        )
        raise refusal("markup", file, message, SAVE_AS_XLSX)
    if head.startswith(b"ID;P"):
        message = Text("SYLK 格式（.slk）过旧，不能读取", "The SYLK format (.slk) is too old to be read")
        raise refusal("old-format", file, message, SAVE_AS_XLSX)
    if b"\x00" in content[:_SAMPLE] and not _reads_as_text(content[:_SAMPLE]):
        raise _not_ours(file, "binary")
    return "csv"


def _reads_as_text(sample: bytes) -> bool:
    """Say whether bytes with zeros in them are text in a wide encoding: hardly a control character when decoded."""
    text = sample.decode(find_encoding(sample), "replace")
    controls = sum(1 for letter in text if letter == "\ufffd" or (letter < " " and letter not in "\t\r\n"))
    return controls * 20 < len(text)


def content_kind(file: str, content: bytes) -> FileKind:
    """Say which reader a file needs; refuse what is no spreadsheet."""
    if not content.strip():
        raise refusal(
            "empty-file",
            file,
            Text("文件是空的", "The file is empty"),
            Text("请检查选择的文件是否正确", "Check that the right file was chosen"),
        )
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(file, content)
    if content.startswith(_OLE):
        return _ole_kind(file, content)
    if content.startswith(_OLD_XLS):
        message = Text("Excel 4 及更早的格式过旧，不能读取", "The format of Excel 4 and earlier is too old to be read")
        raise refusal("old-format", file, message, SAVE_AS_XLSX)
    for mark, what in _OTHER_FORMATS:
        if content.startswith(mark):
            raise _not_ours(file, what)
    return _text_kind(file, content)
