"""Upkeep by the command line: the way back, proof, the programme as a workbook, backup and restore."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sq_core.commands.line import main
from tests.commands.terminal import GOALS, Terminal, both_languages, plan_workbook


def retarget(typed: Terminal, tmp_path: Path, target: float) -> int:
    goals = [GOALS[0], ("G1", "complaint_rate", 0.2, "2025-12-31", target, "2026-12-31", "越低越好"), GOALS[2]]
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook(goals=goals))
    return int(typed("load", tmp_path / "plan.xlsx", "--sheet", "目标", "--json").json["change_set"])


def target_of(typed: Terminal) -> float | None:
    found = typed("metrics", "--json").json
    found_target: float | None = next(one["target"] for one in found if one["metric"] == "complaint_rate")
    return found_target


@pytest.mark.slow
def test_undo_restores_the_digest_and_can_be_undone(typed: Terminal) -> None:
    before = typed.digest()
    answer = typed("undo", 2, "--who", "Zhao", "--json")
    assert answer.code == 0
    assert answer.json["change_set"] == 3
    assert typed.digest() != before
    assert typed("undo", 3).code == 0
    assert typed.digest() == before
    newest, third, second, _ = typed("changes", "--json").json
    assert (newest["undoes"], third["undoes"], second["undone_by"]) == (3, 2, 3)
    assert third["who"] == "Zhao"
    assert "⤺ 3" in typed("changes").out
    assert len(typed("changes", "--limit", 1, "--json").json) == 1


@pytest.mark.slow
def test_undo_of_what_was_edited_since_asks_and_then_obeys(typed: Terminal, tmp_path: Path) -> None:
    number = retarget(typed, tmp_path, 0.08)
    retarget(typed, tmp_path, 0.06)
    asked = typed("undo", number, "--json")
    assert asked.code == 2
    (conflict,) = asked.json["conflicts"]
    assert (conflict["sheet"], conflict["column"]) == ("goals", "target")
    assert (conflict["seen"], conflict["current"], conflict["wanted"]) == ("0.08", "0.06", "0.1")
    assert both_languages(asked.json)
    assert typed("undo", number, "--conflicts", "keep", "--json").json["nothing_changed"] is True
    assert target_of(typed) == 0.06
    assert typed("undo", number, "--conflicts", "restore", "--json").json["nothing_changed"] is False
    assert target_of(typed) == 0.1


@pytest.mark.slow
def test_undo_of_a_number_nobody_knows_is_refused(typed: Terminal) -> None:
    answer = typed("undo", 99, "--json")
    assert answer.code == 2
    assert both_languages(answer.json)


@pytest.mark.slow
def test_the_exported_programme_loads_again_and_changes_nothing(typed: Terminal, tmp_path: Path) -> None:
    before = typed.digest()
    for lang in ("zh", "en"):
        assert typed("export", tmp_path / f"{lang}.xlsx", "--lang", lang).code == 0
    answers = typed("load", tmp_path / "zh.xlsx", tmp_path / "en.xlsx", "--json")
    assert answers.code == 0
    for one, readings in zip(answers.json, ("读数", "Readings"), strict=True):
        assert one["nothing_changed"] is True
        assert readings in {skipped["sheet"] for skipped in one["skipped"]}
        assert {sheet["contract"] for sheet in one["sheets"]} == {"parameters", "goals", "kpi_values", "survey_items"}
        assert all(sheet["rows_refused"] == 0 for sheet in one["sheets"])
    assert typed.digest() == before


@pytest.mark.slow
@pytest.mark.parametrize("out", ["deck.pptx", "notes", "no/such/folder.xlsx"])
def test_what_cannot_be_written_is_refused(typed: Terminal, tmp_path: Path, out: str) -> None:
    answer = typed("export", tmp_path / out, "--json")
    assert answer.code == 2
    assert both_languages(answer.json)


def test_a_template_of_an_unknown_sheet_is_refused(empty: Terminal, tmp_path: Path) -> None:
    answer = empty("template", tmp_path / "t.xlsx", "--sheet", "dreams", "--json")
    assert answer.code == 2
    assert "goals" in answer.json["remedy"]["en"]
    assert not (tmp_path / "t.xlsx").exists()


@pytest.mark.slow
def test_a_backup_reads_like_the_original_and_brings_it_back(typed: Terminal, tmp_path: Path) -> None:
    readings, digest = typed("metrics", "--json").out, typed.digest()
    assert typed("backup", tmp_path / "copy.duckdb").code == 0
    assert typed("backup", tmp_path / "copy.duckdb", "--json").code == 2, "a backup never replaces a file"
    copy = Terminal(tmp_path / "copy.duckdb", typed.capsys)
    assert copy("metrics", "--json").out == readings
    assert copy.digest() == digest
    typed("undo", 2)
    assert typed.digest() != digest
    assert typed("restore", tmp_path / "copy.duckdb").code == 0
    assert typed.digest() == digest
    (kept,) = tmp_path.glob("programme.before-*.duckdb")
    assert Terminal(kept, typed.capsys).digest() != digest, "what was replaced is kept"
    assert not list(tmp_path.glob(".*")), "nothing half done is left behind"


@pytest.mark.slow
def test_what_is_no_backup_is_not_restored(typed: Terminal, tmp_path: Path) -> None:
    before = typed.digest()
    (tmp_path / "notes.duckdb").write_text("these are notes " * 500, encoding="utf-8")
    (tmp_path / "empty.duckdb").write_bytes(b"")
    for name in ("notes.duckdb", "empty.duckdb", "lost.duckdb"):
        answer = typed("restore", tmp_path / name, "--json")
        assert answer.code == 2, name
        assert name in answer.json["message"]["en"]
        assert both_languages(answer.json)
    assert typed.digest() == before
    assert not list(tmp_path.glob(".*"))
    assert not list(tmp_path.glob("*.before-*"))


@pytest.mark.slow
def test_a_damaged_database_is_refused_and_a_backup_replaces_it(typed: Terminal, loaded: Path, tmp_path: Path) -> None:
    shutil.copyfile(loaded, tmp_path / "copy.duckdb")
    digest = typed.digest()
    typed.database.write_text("damaged " * 1000, encoding="utf-8")
    answer = typed("metrics", "--json")
    assert answer.code == 2
    assert "restore" in answer.json["remedy"]["en"]
    assert typed("restore", tmp_path / "copy.duckdb").code == 0
    assert typed.digest() == digest
    assert len(list(tmp_path.glob("programme.before-*"))) == 1


def test_the_bench_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["bench", "--help"])
    assert left.value.code == 0
    assert "--full" in capsys.readouterr().out


def test_words_nobody_knows_end_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["dance"], ["load"], ["undo", "first"], ["metrics", "--period", "week"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "usage" in said.err
