"""Loading by the command line: what is understood, what moves, what is stored, and that a rehearsal leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.terminal import GOALS, KPIS, SURVEY, Terminal, both_languages, plan_workbook, workbook


@pytest.mark.slow
def test_the_same_files_again_change_nothing_and_say_so(typed: Terminal, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook())
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    before = typed.digest()
    answers = typed("load", tmp_path / "plan.xlsx", tmp_path / "survey.csv", "--json").json
    assert [one["file"] for one in answers] == ["plan.xlsx", "survey.csv"]
    assert [(one["nothing_changed"], one["taken"], one["change_set"]) for one in answers] == [(True, False, None)] * 2
    assert [sheet["contract"] for sheet in answers[0]["sheets"]] == [
        "parameters",
        "goals",
        "kpi_values",
        "survey_items",
    ]
    assert answers[1]["sheets"][0]["rows_read"] == 12
    assert answers[1]["sheets"][0]["answers"] == 24
    said = typed("load", tmp_path / "plan.xlsx")
    assert said.code == 0
    assert "nothing changed" in said.out
    assert typed.digest() == before
    assert len(typed("changes", "--json").json) == 2


@pytest.mark.slow
def test_a_rehearsal_shows_what_moves_and_leaves_no_trace(typed: Terminal, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(
        plan_workbook(kpis=[*KPIS, ("complaint_rate", "2026-10", "west", 0.5, "percent", 100)])
    )
    before = typed.digest()
    answer = typed("load", tmp_path / "plan.xlsx", "--dry-run", "--json")
    assert answer.code == 0
    assert (answer.json["taken"], answer.json["change_set"], answer.json["nothing_changed"]) == (False, None, False)
    effect = {one["sheet"]: one["new_rows"] for one in answer.json["effect"]}
    assert effect["kpi_values"] == 1
    assert effect["goals"] == 0
    moves = {one["metric"]: one for one in answer.json["moves"]}
    assert moves["complaint_rate"]["before"] < moves["complaint_rate"]["after"]
    assert typed.digest() == before
    assert "rehearsal" in typed("load", tmp_path / "plan.xlsx", "--dry-run").out
    assert len(typed("changes", "--json").json) == 2


@pytest.mark.slow
def test_only_the_named_sheet_is_read_and_a_name_is_never_verified(typed: Terminal, tmp_path: Path) -> None:
    goals = [GOALS[0], ("G1", "complaint_rate", 0.2, "2025-12-31", 0.05, "2026-12-31", "越低越好"), GOALS[2]]
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook(goals=goals, kpis=KPIS[:2]))
    answer = typed("load", tmp_path / "plan.xlsx", "--sheet", "目标", "--who", "王芳", "--reason", "board", "--json")
    assert answer.code == 0
    assert [sheet["sheet"] for sheet in answer.json["sheets"]] == ["目标"]
    assert answer.json["effect"] == [
        {"sheet": "goals", "new_rows": 0, "removed_rows": 0, "changed_cells": 1, "unchanged_rows": 1, "missing": []}
    ]
    newest, _, oldest = typed("changes", "--json").json
    assert (newest["who"], newest["verified"], newest["reason"]) == ("王芳", False, "board")
    assert (oldest["who"], oldest["verified"], oldest["file"]) == ("Li Wei", False, "plan.xlsx")


@pytest.mark.slow
def test_a_sheet_nobody_recognises_is_read_as_what_it_is_said_to_be(empty: Terminal, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("goal,target\nG9,5\n", encoding="utf-8")
    taken = empty("load", tmp_path / "x.csv", "--as", "goals", "--json")
    assert taken.code == 0
    assert taken.json["sheets"][0]["contract"] == "goals"
    assert taken.json["change_set"] == 1
    for words in (("--as", "furlongs"), ("--sheet", "没有")):
        refused = empty("load", tmp_path / "x.csv", *words, "--json")
        assert refused.code == 2
        assert refused.json["place"] == "x.csv"
        assert both_languages(refused.json)


def test_one_refused_file_does_not_stop_the_others_but_is_told(empty: Terminal, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text("goal,target\nG9,5\n", encoding="utf-8")
    answer = empty("load", tmp_path / "lost.xlsx", tmp_path / "good.csv", "--as", "goals", "--json")
    assert answer.code == 2
    lost, good = answer.json
    assert (lost["file"], lost["taken"]) == ("lost.xlsx", False)
    assert both_languages(lost)
    assert (good["file"], good["taken"], good["change_set"]) == ("good.csv", True, 1)


@pytest.mark.slow
def test_the_template_not_filled_in_is_refused_and_nothing_is_imported(empty: Terminal, tmp_path: Path) -> None:
    before = empty.digest()
    for lang in ("zh", "en"):
        assert empty("template", tmp_path / f"{lang}.xlsx", "--lang", lang).code == 0
    answer = empty("load", tmp_path / "zh.xlsx", tmp_path / "en.xlsx", "--json")
    assert answer.code == 2
    for one in answer.json:
        assert one["sheets"] == []
        assert one["taken"] is False
        assert "template-unfilled" in {finding["rule"] for finding in one["findings"]}
        assert all(both_languages(finding) for finding in one["findings"])
    said = empty("load", tmp_path / "en.xlsx")
    assert "Nothing was loaded." in said.out
    assert "not filled in" in said.out
    assert empty.digest() == before


@pytest.mark.slow
def test_a_filled_template_is_read(empty: Terminal, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assert empty("template", tmp_path / "t.xlsx", "--lang", "en", "--sheet", "goals").code == 0
    book = load_workbook(tmp_path / "t.xlsx")
    sheet = book["Goals"]
    sheet.delete_rows(2)
    heads = [cell.value for cell in sheet[1]]
    for name, value in {"Goal": "G7", "Metric": "nps", "Target": 40}.items():
        sheet.cell(2, heads.index(name) + 1).value = value
    book.save(tmp_path / "t.xlsx")
    answer = empty("load", tmp_path / "t.xlsx", "--json")
    assert answer.code == 0
    assert answer.json["effect"][0]["new_rows"] == 1


@pytest.mark.slow
def test_a_text_that_looks_like_a_formula_stays_a_text(empty: Terminal, tmp_path: Path) -> None:
    rows = [
        ("目标编号", "名称（中文）", "名称（英文）", "目标值"),
        ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "![x](http://e)", 3),
    ]
    (tmp_path / "hostile.xlsx").write_bytes(workbook({"目标": rows}))
    assert empty("load", tmp_path / "hostile.xlsx", "--json").code == 0
    assert empty("export", tmp_path / "out.xlsx").code == 0
    from openpyxl import load_workbook

    cells = [cell for row in load_workbook(tmp_path / "out.xlsx")["目标"].iter_rows(min_row=2) for cell in row]
    held = {cell.value: cell.data_type for cell in cells}
    assert held["=cmd|' /C calc'!A0"] == "s"
    assert held["<script>alert(1)</script>"] == "s"
    assert held["![x](http://e)"] == "s"
    again = empty("load", tmp_path / "out.xlsx", "--json").json
    assert again["nothing_changed"] is True
