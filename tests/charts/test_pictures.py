"""Every picture is a valid specification in both languages and themes, says what it shows, and tells no lie with its axes."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from altair.utils.schemapi import validate_jsonschema

from sq_core import charts
from sq_core.catalogue import Better
from sq_core.charts import DARK, LIGHT, Look, Picture
from sq_core.words import LANGS, Lang, Text, same
from tests.charts.gallery import CAPTION, HOSTILE, course, forecast, gallery

NAMES = sorted(gallery())
PICTURE = pytest.mark.parametrize("name", NAMES)
CJK = re.compile("[\u4e00-\u9fff]")
CHANNELS = {"x", "y", "x2", "y2", "color", "fill", "text", "detail", "shape", "size", "tooltip", "opacity", "stroke"}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in {"config", "$schema"}:
                yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


@cache
def spec_of(picture: Picture, look: Look) -> Any:
    return picture.spec(look)


def layers(picture: Picture) -> list[Any]:
    return list(spec_of(picture, Look("zh"))["layer"])


def mark_type(layer: Any) -> str:
    return str(layer["mark"]["type"])


@PICTURE
def test_is_valid_vega_lite(name: str) -> None:
    """The page draws without checking; here every specification is checked against the schema."""
    picture = gallery()[name]
    look = Look("en", DARK, 1.4) if NAMES.index(name) % 2 else Look("zh", LIGHT)
    schema = alt.TopLevelLayerSpec.resolve_references()
    validate_jsonschema(spec_of(picture, look), schema, rootschema=alt.TopLevelLayerSpec._rootschema)


@PICTURE
def test_keeps_its_shape_and_can_be_heard(name: str) -> None:
    picture = gallery()[name]
    for lang in LANGS:
        spec = spec_of(picture, Look(lang))
        assert spec["width"] == "container"
        assert spec["height"] == picture.height
        assert spec["description"].startswith(picture.caption.title.of(lang))
        assert len(spec["description"]) >= len(picture.caption.title.of(lang))
    assert spec_of(picture, Look("zh", scale=1.4))["height"] == round(picture.height * 1.4)


@PICTURE
def test_speaks_one_language(name: str) -> None:
    """No Chinese word of ours in an English picture; names from workbooks may be anything."""
    spec = spec_of(gallery()[name], Look("en"))
    text = json.dumps(list(strings(spec)), ensure_ascii=False)
    assert not CJK.search(re.sub("很长的名称|很长|名称|很|长的|长|的名?|名|称", "", text))


@PICTURE
def test_is_drawn_alike_twice_and_can_be_sent(name: str) -> None:
    spec = spec_of(gallery()[name], Look("zh"))
    assert json.dumps(spec, allow_nan=False) == json.dumps(gallery()[name].spec(Look("zh")), allow_nan=False)
    assert len(json.dumps(spec)) < 40_000


@PICTURE
def test_theme_changes_colours_and_nothing_else(name: str) -> None:
    light, dark = (json.dumps(spec_of(gallery()[name], Look("zh", theme))) for theme in (LIGHT, DARK))
    assert re.sub("#[0-9A-F]{6}", "#", light) == re.sub("#[0-9A-F]{6}", "#", dark)
    used = set(re.findall("#[0-9A-F]{6}", dark))
    assert used <= {colour for colour in re.findall("#[0-9A-F]{6}", repr(DARK))}


@pytest.mark.parametrize("name", ["drivers", "variance"])
def test_bars_of_amounts_begin_at_zero(name: str) -> None:
    for layer in layers(gallery()[name]):
        if mark_type(layer) == "bar":
            assert layer["encoding"]["x"]["field"] == "zero"
            scale = layer["encoding"]["x"]["scale"]["domain"]
            assert scale[0] <= 0 <= scale[1]
            zeros = {round(row["zero"], 9) for row in layer["data"]["values"]}
            assert len(zeros) == 1, "one zero for all bars of a layer"


def test_variance_bars_stand_for_their_figures() -> None:
    rows = [charts.VarianceRow(same("a"), 12.0, 10.0), charts.VarianceRow(same("b"), 9.0, 10.0)]
    spec = spec_of(charts.variance_bars(rows, unit="points", caption=CAPTION, better="up"), Look("en"))
    bars = next(layer for layer in spec["layer"] if "bar" in layer["data"]["values"][0])["data"]["values"]
    lengths = [bar["end"] - bar["zero"] for bar in bars]
    assert lengths[0] == pytest.approx(-2 * lengths[1])
    assert [bar["bar"] for bar in bars] == [LIGHT.good, LIGHT.bad]
    assert [bar["text"] for bar in bars] == ["+2.0", "−1.0"]


def test_direction_is_not_judgement() -> None:
    rows = [charts.VarianceRow(same("a"), 12.0, 10.0)]
    spec = spec_of(charts.variance_bars(rows, unit="points", caption=CAPTION, better="down"), Look("en"))
    assert (
        next(layer for layer in spec["layer"] if "bar" in layer["data"]["values"][0])["data"]["values"][0]["bar"]
        == LIGHT.bad
    )


def test_labels_of_variances_stand_outside_their_bars() -> None:
    rows = [charts.VarianceRow(same("a"), 12.0, 10.0), charts.VarianceRow(same("b"), 8.0, 10.0)]
    spec = spec_of(charts.variance_bars(rows, unit="points", caption=CAPTION), Look("en"))
    for layer in spec["layer"]:
        if mark_type(layer) == "text" and layer["encoding"]["x"].get("field") == "end":
            outward = layer["data"]["values"][0]["outward"]
            assert layer["mark"]["align"] == ("left" if outward else "right")
            assert (layer["mark"]["dx"] > 0) == outward


def test_a_running_period_is_open_and_never_part_of_the_solid_line() -> None:
    spec = spec_of(gallery()["trend"], Look("zh"))
    lines = [layer for layer in spec["layer"] if mark_type(layer) == "line"]
    solid = next(line for line in lines if line["mark"].get("strokeWidth") == 2 and "strokeDash" not in line["mark"])
    dashed = next(line for line in lines if "strokeDash" in line["mark"])
    last = course()[-1]
    assert solid["data"]["values"][-1] == {"day": last.period.toordinal(), "value": None}
    assert len(dashed["data"]["values"]) == 1 + 1 + len(forecast()), "from the last complete point on"


def test_a_trend_need_not_begin_at_zero_unless_asked() -> None:
    def low(picture: Picture) -> float:
        return float(layers(picture)[0]["encoding"]["y"]["scale"]["domain"][0])

    assert low(gallery()["trend"]) > 60
    assert low(gallery()["trend of rates"]) == 0


def test_unverified_and_unproven_marks_are_open() -> None:
    own = next(layer for layer in layers(gallery()["bullets"]) if "fill" in layer["encoding"])
    assert [row["fill"] for row in own["data"]["values"]] == [LIGHT.ink, LIGHT.page, LIGHT.ink]
    weights = next(layer for layer in layers(gallery()["drivers"]) if "fill" in layer["encoding"])
    assert [row["fill"] for row in weights["data"]["values"]] == [LIGHT.ink, LIGHT.page]


def test_ranking_puts_the_best_on_top() -> None:
    rows = [charts.RankedRow(same("low"), 1.0), charts.RankedRow(same("high"), 2.0)]

    def order(better: Better) -> list[str]:
        picture = charts.ranked_dots(rows, unit="points", caption=CAPTION, better=better)
        return [row["text"] for row in layers(picture)[0]["data"]["values"]]

    assert order("up") == ["high", "low"]
    assert order("down") == ["low", "high"]


def test_panels_share_one_scale() -> None:
    panels = [
        charts.Panel(same("a"), course()),
        charts.Panel(same("b"), tuple(replace(p, value=90.0) for p in course())),
    ]
    domains = {
        tuple(layers(each)[0]["encoding"]["y"]["scale"]["domain"])
        for each in charts.small_multiples(panels, unit="points")
    }
    assert len(domains) == 1


def test_an_overdue_obligation_says_so() -> None:
    expected: tuple[tuple[Lang, str], ...] = (("zh", "逾期 145 天"), ("en", "145 days overdue"))
    for lang, said in expected:
        spec = spec_of(gallery()["obligations"], Look(lang))
        assert said in json.dumps(spec, ensure_ascii=False)


def test_heat_names_the_risks_and_counts_the_rest() -> None:
    texts = list(strings(spec_of(gallery()["heat"], Look("en"))))
    assert "R0 R1 +3" in texts
    assert "R9" in texts


def test_hostile_names_stay_text() -> None:
    """A name from a workbook may end up in a label expression; there it must be a quoted string and nothing more."""
    for name in NAMES:
        for layer in layers(gallery()[name]):
            for channel in layer["encoding"].values():
                axis = channel.get("axis") if isinstance(channel, dict) else None
                if axis and "labelExpr" in axis:
                    assert "evil" not in axis["labelExpr"]
    assert any(HOSTILE.en[:10] in text for text in strings(spec_of(gallery()["gaps"], Look("en"))))


def test_an_export_carries_its_title_on_a_page_of_its_own() -> None:
    drawn = gallery()["gaps"].chart(Look("zh"), width=500)
    assert isinstance(drawn, alt.LayerChart)
    spec = drawn.to_dict()
    assert (spec["title"]["text"], spec["title"]["subtitle"]) == (CAPTION.title.zh, CAPTION.subtitle.zh)
    assert spec["background"] == LIGHT.page
    assert spec["width"] == 500


def test_money_in_a_column_is_counted_alike() -> None:
    rows = [charts.RankedRow(same("a"), 12e6), charts.RankedRow(same("b"), 9e5)]
    spec = spec_of(charts.ranked_dots(rows, unit="cny", caption=CAPTION), Look("zh"))
    column = [
        layer["data"]["values"]
        for layer in spec["layer"]
        if layer["data"]["values"][:1] and "text" in layer["data"]["values"][0]
    ]
    assert [[row["text"] for row in rows] for rows in column][1] == ["1,200万", "90万"]


def test_encodings_are_objects_and_fields_are_named() -> None:
    """A bare string, or a shorthand in an object, makes Altair read its schema again: 8 ms for each."""
    room = Path(charts.__file__).parent
    seen = 0
    for file in sorted(room.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr == "encode":
                seen += 1
                assert not node.args, f"{file.name}:{node.lineno}"
                for keyword in node.keywords:
                    assert keyword.arg in CHANNELS
                    assert not isinstance(keyword.value, ast.Constant), f"{file.name}:{node.lineno} {keyword.arg}"
            if (
                isinstance(node.func.value, ast.Name)
                and node.func.value.id == "alt"
                and node.func.attr in {"X", "Y", "X2", "Y2", "Color", "Fill", "Text", "Detail", "Tooltip"}
            ):
                assert not node.args, f"{file.name}:{node.lineno}"
                assert any(keyword.arg == "field" for keyword in node.keywords)
    assert seen > 20


def test_captions_are_in_both_languages() -> None:
    with pytest.raises(ValueError, match="both languages"):
        charts.Caption(Text("只有中文", ""), Text("甲", "a"))
