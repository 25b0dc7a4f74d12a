"""What the project says of itself is so: its commands, units, notes, and what no file of it may hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sq_core.commands.actions import ACTIONS
from sq_core.commands.line import command_names
from sq_core.desk import open_office
from sq_core.words import UNITS

ROOT = Path(__file__).parents[2]
TEXTS = {".py", ".md", ".toml", ".sql", ".txt", ".css", ".js", ".html", ".yml", ".json", ""}
BANNED_NAMES = {"data", "info", "manager", "handler", "helper", "util", "utils", "common", "process", "result", "df"}
LAYOUT = {"Chapter", "beside"}
"""Calls whose numbers say where things stand, not how large they are."""


def files() -> list[Path]:
    """List the files of the project: what git would hold, without the shipped inputs and published cases."""
    rooms = [ROOT / name for name in ("sq_core", "pages", "tests", "docs", ".streamlit", ".ci")]
    found = [path for room in rooms if room.exists() for path in room.rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file() and not path.name.endswith((".duckdb", ".wal"))]
    return [path for path in found if "__pycache__" not in path.parts and path.suffix in TEXTS]


def test_the_readme_lists_exactly_the_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("## The command line")[1].split("\n## ")[0]
    told = {
        words.split()[0]
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for words in re.findall(r"`([^`]+)`", row)
    }
    assert told == set(command_names()) == set(ACTIONS)


def test_every_unit_of_a_metric_exists() -> None:
    office = open_office(None)
    units = {name: metric.unit for name, metric in office.catalogue.metrics.items()}
    office.close()
    assert units
    assert {name: unit for name, unit in units.items() if unit not in UNITS and unit != "row"} == {}


def test_the_changelog_has_a_place_for_what_comes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## Unreleased\n+- ", text, re.MULTILINE)


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*")), ids=lambda path: path.name)
def test_every_decision_has_a_number_and_a_title(path: Path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    assert re.match(r"# \S.{5,}\n", path.read_text(encoding="utf-8"))


def test_no_file_names_a_place_of_one_machine() -> None:
    places = re.compile("(?<![\\w.:/*])/" + "(?:work|root|home)" + "(?![\\w.])/")
    told = [str(path.relative_to(ROOT)) for path in files() if places.search(path.read_text("utf-8", "replace"))]
    assert told == []


def test_no_file_is_called_by_a_word_that_says_nothing() -> None:
    assert [str(path) for path in files() if path.suffix == ".py" and path.stem in BANNED_NAMES] == []


def test_no_page_of_ours_lets_html_in() -> None:
    word = "unsafe_allow" + "_html"
    found = [path for path in files() if path.suffix == ".py" and word in path.read_text("utf-8", "replace")]
    assert found == []


PAGES = sorted(path for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")


def numbers_outside_layout(tree: ast.AST) -> list[int]:
    """Find the lines of a page with a number that is not an argument of a layout call."""
    found: list[int] = []

    def walk(node: ast.AST) -> None:
        called = node.func if isinstance(node, ast.Call) else None
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        if name in LAYOUT:
            return
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            walk(node.value)  # which of several, not how much
            return
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value != 0:
            found.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            walk(child)

    walk(tree)
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_holds_its_chapter_functions_and_names_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = []
    for node in tree.body[1:]:
        assert isinstance(node, ast.Import | ast.ImportFrom | ast.If | ast.Assign | ast.AnnAssign | ast.FunctionDef), (
            ast.dump(node)
        )
        if isinstance(node, ast.If):
            assert isinstance(node.test, ast.Name)
            assert node.test.id == "TYPE_CHECKING"
        if isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
    assert "CHAPTER" in names
    assert all(name.isupper() for name in names)
    assert "render" in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert numbers_outside_layout(tree) == []
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in texts if re.search(r"\bselect\b.+\bfrom\b", text, re.IGNORECASE)] == []


def test_the_scan_of_pages_finds_what_it_looks_for() -> None:
    assert numbers_outside_layout(ast.parse("x = 3\nui.beside(3, 2)\ny = a[0]\nz = f(0.5)")) == [1, 4]
