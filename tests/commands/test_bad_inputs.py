"""What cannot be taken, handed over in one command: each file is refused in words with its place and its remedy, in both
languages, and the programme stays exactly as it is. What only looks dangerous is text and is taken as text."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sq_core.commands import main
from sq_core.ingest import Limits
from tests.commands.terminal import GOALS, Terminal, both_languages, workbook
from tests.programmes import once_a_run

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def encrypted() -> bytes:
    """The container Excel puts around a workbook with a password: the two streams are named in its directory."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("EncryptionInfo", "EncryptedPackage"))
    return OLE + bytes(504) + names + bytes(4096)


def zip_bomb() -> bytes:
    """A small workbook whose one sheet would fill the machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * (16 << 20))
    return made.getvalue()


def cut_short() -> bytes:
    whole = workbook({"目标": GOALS})
    return whole[: len(whole) // 2]


def with_formula() -> bytes:
    """A workbook as a program leaves it: formulas, and nobody has calculated them yet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "目标"
    for row in (("目标编号", "指标", "目标值"), ("G1", "nps", "=1+1"), ("G2", "nps", 5)):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def goals(*rows: tuple[object, ...]) -> bytes:
    return workbook({"目标": [("目标编号", "指标", "目标值", "目标日期"), *rows]})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing.xlsx": (lambda: b"", "empty-file"),
    "blanks.csv": (lambda: b" \n\n ", "empty-file"),
    "picture.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "not-a-spreadsheet"),
    "page.xls": (lambda: b"<html><body><table><tr><td>1</td></tr></table></body></html>", "markup"),
    "password.xlsx": (encrypted, "encrypted"),
    "bomb.xlsx": (zip_bomb, ""),
    "cut.xlsx": (cut_short, "damaged"),
    "binary.csv": (lambda: bytes(range(256)) * 20, "nothing-understood"),
    "strangers.xlsx": (lambda: workbook({"x": [("zig", "zag", "zog"), ("a", "b", "c"), ("d", "e", "f")]}), ""),
    "no_table.xlsx": (lambda: workbook({"x": [("only a word",)]}), ""),
    "heads_only.xlsx": (lambda: goals(), ""),
    "twice.xlsx": (lambda: goals(("G1", "nps", 1, None), ("G1", "nps", 2, None)), ""),
    "words.xlsx": (lambda: goals(("G1", "nps", "plenty", None), ("G2", "nps", "3 or so", "the day after")), ""),
    "keyless.xlsx": (lambda: goals((None, "nps", 1, None), ("G2", "nps", 2, None)), ""),
    "formula.xlsx": (with_formula, ""),
}
QUICK = (
    "nothing.xlsx",
    "blanks.csv",
    "picture.xlsx",
    "page.xls",
    "password.xlsx",
    "bomb.xlsx",
    "strangers.xlsx",
    "words.xlsx",
)
"""Those of them that are refused before a reading process starts, and one of each kind that is read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the bad files: each one's answer, and the digest before and after."""

    code: int
    answers: dict[str, dict[str, Any]]
    before: str
    after: str


def handed_over(names: Iterable[str], loaded: Path, folder: Path) -> dict[str, Any]:
    """Hand the files over in one command."""
    database = folder / "programme.duckdb"
    shutil.copyfile(loaded, database)
    paths = []
    for name in names:
        (folder / name).write_bytes(REFUSED[name][0]())
        paths.append(str(folder / name))

    def said(*words: str) -> tuple[int, Any]:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = main(["--db", str(database), *words, "--json"])
        return code, json.loads(out.getvalue())

    before = said("check")[1]["digest"]
    code, answers = said("load", *paths)
    after = said("check")[1]["digest"]
    return {"code": code, "answers": {one["file"]: one for one in answers}, "before": before, "after": after}


@pytest.fixture(scope="module")
def outcome(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    def make(path: Path) -> None:
        path.write_text(json.dumps(handed_over(QUICK, loaded, tmp_path_factory.mktemp("bad"))), encoding="utf-8")

    return Outcome(**json.loads(once_a_run(tmp_path_factory, "bad-inputs.json", make).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def outcome_of_all(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    def make(path: Path) -> None:
        path.write_text(json.dumps(handed_over(REFUSED, loaded, tmp_path_factory.mktemp("bad"))), encoding="utf-8")

    return Outcome(**json.loads(once_a_run(tmp_path_factory, "all-bad-inputs.json", make).read_text(encoding="utf-8")))


@pytest.mark.slow
def test_together_they_leave_the_programme_as_it_was(outcome: Outcome) -> None:
    assert outcome.code == 2
    assert outcome.before == outcome.after


@pytest.mark.slow
def test_all_of_them_together_leave_the_programme_as_it_was(outcome_of_all: Outcome) -> None:
    assert outcome_of_all.code == 2
    assert outcome_of_all.before == outcome_of_all.after


@pytest.mark.parametrize("name", QUICK)
def test_each_is_refused_with_place_and_remedy_in_both_languages(outcome: Outcome, name: str) -> None:
    assert_refused(outcome, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_each_of_all_is_refused_with_place_and_remedy_in_both_languages(outcome_of_all: Outcome, name: str) -> None:
    assert_refused(outcome_of_all, name)


def assert_refused(outcome: Outcome, name: str) -> None:
    answer = outcome.answers[name]
    assert (answer["taken"], answer["change_set"]) == (False, None)
    assert answer["findings"]
    for finding in answer["findings"]:
        assert both_languages(finding), finding
        assert finding["place"].startswith(name), finding
    assert "error" not in answer or both_languages(answer)
    rule = REFUSED[name][1]
    assert not rule or rule in {finding["rule"] for finding in answer["findings"]}


def test_what_is_wrong_in_a_cell_names_the_cell(outcome: Outcome) -> None:
    assert_cell_named(outcome, "words.xlsx", "C2")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "cell"), [("twice.xlsx", "A"), ("keyless.xlsx", "A2"), ("formula.xlsx", "C2")])
def test_whatever_is_wrong_in_a_cell_names_the_cell(outcome_of_all: Outcome, name: str, cell: str) -> None:
    assert_cell_named(outcome_of_all, name, cell)


def assert_cell_named(outcome: Outcome, name: str, cell: str) -> None:
    stopping = [one for one in outcome.answers[name]["findings"] if one["weight"] == "refused"]
    assert stopping
    assert any(one["sheet"] == "目标" and one["cell"].startswith(cell) for one in stopping), stopping


def test_a_file_too_large_is_refused_without_being_read(empty: Terminal, tmp_path: Path) -> None:
    with (tmp_path / "large.csv").open("wb") as large:
        large.truncate(Limits().file_bytes + 5)  # a hole in the disk, not a hundred megabytes of it
    answer = empty("load", tmp_path / "large.csv", "--json")
    assert answer.code == 2
    assert answer.json["findings"][0]["rule"] == "file-too-large"
    assert both_languages(answer.json)


def test_a_folder_or_a_file_that_is_not_there_is_refused(empty: Terminal, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "lost.xlsx"):
        answer = empty("load", path)
        assert answer.code == 2
        assert "cannot be read" in answer.err
        assert answer.out == ""


HOSTILE = {
    "formula": "=cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script>",
    "picture": "![x](http://e)",
    "long": "字" * 32_767,
    "quotes": "';drop table goals;--",
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "emoji and marks": "a\u202eb \u200b 🙂",
}


@pytest.mark.slow
def test_hostile_cells_are_text_and_stay_text(empty: Terminal, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("目标编号", "名称（中文）", "目标值")]
    rows += [(f"G{n}", text, n) for n, text in enumerate(HOSTILE.values())]
    (tmp_path / "hostile.xlsx").write_bytes(workbook({"目标": rows}))
    answer = empty("load", tmp_path / "hostile.xlsx", "--json")
    assert answer.code == 0, answer.out
    assert answer.json["effect"][0]["new_rows"] == len(HOSTILE)
    digest = empty.digest()
    assert empty("export", tmp_path / "out.xlsx").code == 0
    assert empty("load", tmp_path / "out.xlsx", "--json").json["nothing_changed"] is True
    assert empty.digest() == digest


@pytest.mark.slow
def test_hostile_names_of_sheets_and_columns_harm_nobody(empty: Terminal, tmp_path: Path) -> None:
    heads = ("目标编号", "目标值", "=cmd|' /C calc'!A0", "<script>", "![x](http://e)", '"; drop table goals; --')
    for name in ("=1+1", "<script>", "';drop table goals;--", "![x](e)".replace("[", "(").replace("]", ")")):
        (tmp_path / "hostile.xlsx").write_bytes(workbook({name: [heads, ("G1", 3, 1, 2, 3, 4)]}))
        answer = empty("load", tmp_path / "hostile.xlsx", "--as", "goals", "--json")
        assert answer.code == 0, answer.out
        assert answer.json["sheets"][0]["sheet"] == name
        (unread,) = [one for one in answer.json["findings"] if one["rule"] == "unused-columns"] or [None]
        assert unread is None or both_languages(unread)
    assert len(empty("changes", "--json").json) == 1


@pytest.mark.slow
def test_control_characters_never_reach_a_terminal_raw(empty: Terminal, tmp_path: Path) -> None:
    (tmp_path / "bell.csv").write_bytes("goal,name,target\nG1,\x1b[31mred\x07,many\n".encode())
    answer = empty("load", tmp_path / "bell.csv", "--as", "goals")
    assert answer.code == 2
    assert "\x1b" not in answer.out + answer.err
    assert "\x07" not in answer.out + answer.err
