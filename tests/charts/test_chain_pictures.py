"""The pictures of the service-profit chain: arrows in their place, grades by shape and stroke, rates on one scale."""

from __future__ import annotations

from typing import Any

import pytest

from sq_core import charts
from sq_core.charts import LIGHT, Look, Picture
from sq_core.words import Lang, same
from tests.charts.gallery import CAPTION

NODES = [same(name) for name in ("staff", "turnover", "quality")]


def drawn(picture: Picture, lang: Lang = "en") -> list[Any]:
    found: Any = picture.spec(Look(lang, LIGHT, 1.0))["layer"]
    return list(found)


def texts(picture: Picture, lang: Lang = "en") -> list[str]:
    return [
        row["text"] for each in drawn(picture, lang) if each["mark"]["type"] == "text" for row in each["data"]["values"]
    ]


def test_a_grade_is_told_by_shape_stroke_and_word() -> None:
    links = [
        charts.ChainLink(0, 1, 0.5, "none", 0.4, 0.6, 2, 300, "estimated"),
        charts.ChainLink(1, 2, 1.5, "none", 1.0, 2.0, 0, None, "assumption"),
    ]
    picture = charts.chain_diagram(NODES, links, caption=CAPTION)
    dashes = [each["mark"]["strokeDash"] for each in drawn(picture) if each["mark"]["type"] == "rule"]
    assert dashes == [[], [6, 4]]
    said = texts(picture)
    assert {"● 0.50 (0.40–0.60)", "estimated · lag 2 mo. · n=300", "○ 1.50 (1.00–2.00)", "assumed"} <= set(said)
    assert "● 0.50（0.40–0.60）" in texts(picture, "zh")


def test_an_arrow_that_leaps_runs_in_a_lane_and_names_its_end() -> None:
    links = [charts.ChainLink(0, 2, -0.063, "none", -0.072, -0.052, 0, 300, "thin")]
    picture = charts.chain_diagram(NODES, links, caption=CAPTION)
    assert sum(each["mark"]["type"] == "rule" for each in drawn(picture)) == 3
    assert "◐ −0.063 (−0.072 to −0.052)" in texts(picture), "small slopes are written finer"
    assert "→ quality" in texts(picture)


def test_positions_do_not_depend_on_the_width() -> None:
    links = [charts.ChainLink(0, 1, 0.5, "none", 0.4, 0.6, 2, 300, "estimated")]
    for each in drawn(charts.chain_diagram(NODES, links, caption=CAPTION)):
        assert isinstance(each["encoding"]["x"]["value"], int)


def test_only_rates_share_the_scale_and_the_rest_is_written() -> None:
    rows = [
        charts.PushRow(same("csat"), "percent", 0.01, 0.02, 0.03, same("now")),
        charts.PushRow(same("profit"), "cny", 1000.0, 2000.0, 3000.0, same("later")),
        charts.PushRow(same("lost"), "percent", None, None, None, same("later")),
    ]
    picture = charts.push_bars(rows, caption=CAPTION)
    (bars,) = [each["data"]["values"] for each in drawn(picture) if each["mark"]["type"] == "bar"]
    assert [(row["name"], row["low"], row["high"]) for row in bars] == [("csat", 0.01, 0.03)]
    said = texts(picture)
    assert any(line.startswith("csat +2.00% (1.00–3.00") for line in said)
    assert any(line.startswith("profit +2,000 CNY (1,000–3,000") for line in said)
    assert "lost — · the chain is broken before it" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_notation_says_that_it_is_no_cause(lang: Lang) -> None:
    for picture in (charts.chain_diagram(NODES, [], caption=CAPTION), charts.push_bars([], caption=CAPTION)):
        assert picture.note is not None
        assert {"zh": "不表示因果", "en": "not what causes what"}[lang] in picture.note.of(lang)
