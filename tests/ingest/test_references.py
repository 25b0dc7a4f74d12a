"""Codes that lead nowhere inside one workbook are noted with their cells, and stop nothing."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from sq_core.errors import Finding
from sq_core.ingest import read_workbook


def findings(**sheets: list[list[object]]) -> dict[str, Finding]:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    intake = read_workbook("ecosystem.xlsx", content.getvalue())
    assert not intake.refused
    return {one.rule: one for one in intake.findings}


PARTNERS: list[list[object]] = [
    ["伙伴编号", "名称（中文）", "类别", "权力"],
    ["A", "甲", "本单位", 5],
    ["B", "乙", "供应商", 4],
]
HEAD: list[object] = ["一方", "另一方", "需要强度", "实际强度"]


def test_an_unknown_partner_a_link_to_oneself_and_a_doubled_pair_are_noted() -> None:
    links = [HEAD, ["A", "B", 3, 1], ["B", "A", 3, 2], ["B", "B", 1, 1], ["A", "X", 1, 1]]
    found = findings(伙伴=PARTNERS, 协同关系=links)
    assert found["unknown-reference"].place.cell == "B5"
    assert found["unknown-reference"].value == "X"
    assert found["link-to-itself"].place.cell == "B4"
    assert found["pair-twice"].place.cell == "A3"
    for rule in ("unknown-reference", "link-to-itself", "pair-twice"):
        assert found[rule].weight == "noted"
        assert found[rule].remedy.zh
        assert found[rule].remedy.en


def test_links_alone_cannot_know_the_partners() -> None:
    found = findings(协同关系=[HEAD, ["A", "X", 3, 1]])
    assert "unknown-reference" not in found


def test_a_score_of_an_unknown_touchpoint_is_noted() -> None:
    touchpoints: list[list[object]] = [["触点编号", "名称（中文）", "阶段编号", "重要性"], ["T1", "热线", "help", 9]]
    scores: list[list[object]] = [
        ["触点编号", "月份", "样本量", "满意度"],
        ["T1", "2026-09", 30, 7],
        ["T2", "2026-09", 30, 7],
    ]
    found = findings(触点=touchpoints, 触点评分=scores)
    assert found["unknown-reference"].place.cell == "A3"
