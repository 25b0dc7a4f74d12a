"""The pictures of causes, drivers and themes say what their rows say, in both languages, without a colour alone."""

from __future__ import annotations

import pytest

from sq_core import charts
from sq_core.charts import Look
from sq_core.charts.indented import Outline, places_of
from sq_core.words import LANGS, Lang, Text
from tests.charts.gallery import CAPTION, HOSTILE
from tests.charts.test_goal_pictures import drawn, rows_with, texts

SUPPORTED, REFUTED = Text("得到支持", "Supported"), Text("被否定", "Refuted")


def tree() -> charts.Picture:
    return charts.cause_tree(
        [
            charts.CauseRow(Text("P1 太慢", "P1 Too slow"), 0, "problem", Text("", ""), Text("19小时", "19 h")),
            charts.CauseRow(Text("R1 人手不足", "R1 Too few people"), 1, "supported", SUPPORTED, share=0.6),
            charts.CauseRow(HOSTILE, 2, "refuted", REFUTED, share=0.3, below=Text("人", "People")),
            charts.CauseRow(Text("R2 流程", "R2 Steps"), 1, "none", Text("没有数据", "No data")),
            charts.CauseRow(Text("R3 系统", "R3 System"), 1, "undecided", Text("尚无定论", "Undecided"), share=1.4),
        ],
        caption=CAPTION,
    )


@pytest.mark.parametrize("lang", LANGS)
def test_every_cause_has_its_word_and_its_mark(lang: Lang) -> None:
    said = texts(tree(), Look(lang))
    assert SUPPORTED.of(lang) in said
    assert REFUTED.of(lang) in said
    marks = [
        row for each in drawn(tree(), Look(lang)) if each["mark"]["type"] == "point" for row in each["data"]["values"]
    ]
    assert len(marks) == 4, "the problem itself has no verdict"
    assert len({(row["shape"], row["fill"]) for row in marks}) == 4, "no two verdicts look alike without their colour"


def test_a_share_is_drawn_where_it_is_known_and_never_beyond_the_scale() -> None:
    bars = rows_with(tree(), "share")
    assert [bar["share"] for bar in bars] == [0.6, 0.3, 1.0]
    assert bars[-1]["written"] == "140%", "what is written stays what was said"


def test_the_rows_of_an_outline_follow_each_other() -> None:
    outline = Outline((0, 1, 2, 1), places_of([2, 1, 3, 1]), 150)
    assert list(outline.places) == sorted(outline.places)
    assert all(top < middle for top, middle in zip(outline.places, outline.middles, strict=False))
    trunks = [row for stroke in outline.branches(Look("en")) for row in stroke.rows]
    assert len(trunks) == 6, "three rows hang below another: a trunk and a twig each"


def shares() -> charts.Picture:
    return charts.driver_shares(
        [
            charts.DriverRow(
                Text("移情性", "Empathy"), charts.Share(-0.1, -0.2, -0.05), charts.Share(-0.12, -0.2, 0.0)
            ),
            charts.DriverRow(Text("可靠性", "Reliability"), charts.Share(0.8, 0.7, 0.9), charts.Share(0.79, 0.7, 0.9)),
            charts.DriverRow(HOSTILE, charts.Share(0.02, 0.0, 0.09), charts.Share(0.01, 0.0, 0.09), distinct=False),
        ],
        caption=CAPTION,
    )


@pytest.mark.parametrize("lang", LANGS)
def test_drivers_are_ranked_by_size_and_noise_is_hollow_and_said(lang: Lang) -> None:
    bars = rows_with(shares(), "weight", "fill")
    assert [bar["weight"] for bar in bars] == [0.8, 0.79, -0.1, -0.12, 0.02, 0.01], "a negative one keeps its sign"
    hollow = {bar["fill"] for bar in bars[-2:]}
    assert hollow == {"#FFFFFF"}
    assert hollow.isdisjoint({bar["fill"] for bar in bars[:4]})
    said = " ".join(texts(shares(), Look(lang)))
    assert {"zh": "与噪声无异", "en": "like noise"}[lang] in said
