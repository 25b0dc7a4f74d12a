"""What the commands share: the programme they open, who asks, the files they are given and the files they write."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sq_core.desk import open_programme
from sq_core.errors import OutOfRange, Place, WorkbookRefused
from sq_core.ingest import Limits
from sq_core.ledger import Author
from sq_core.words import Text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from sq_core.desk import Office

DONE, REFUSED = 0, 2


@contextmanager
def opened(asked: Namespace) -> Iterator[Office]:
    """Open the programme that is meant for one command."""
    office = open_programme(asked.db)
    try:
        yield office
    finally:
        office.close()


def author_of(asked: Namespace) -> Author:
    """Say who asks; a name given on the command line is never a verified one."""
    return Author(asked.who or "command line")


def content_of(path: Path) -> bytes:
    """Read a file somebody named; of one that is too large no more than shows that it is."""
    try:
        with path.open("rb") as stream:
            return stream.read(Limits().file_bytes + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkbookRefused(
            Text(f"无法读取文件 {path.name}：{reason}。", f"The file {path.name} cannot be read: {reason}."),
            Text("请检查路径和权限。", "Check the path and your rights."),
            Place(file=path.name),
        ) from error


def write_out(path: Path, content: bytes) -> None:
    """Write a file somebody named."""
    try:
        path.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutOfRange(
            Text(f"无法写入 {path.name}：{reason}。", f"{path.name} cannot be written: {reason}."),
            Text("请检查文件夹是否存在以及权限。", "Check that the folder is there and your rights."),
            Place(file=path.name),
        ) from error
