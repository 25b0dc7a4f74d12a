"""Where a movement sits: parts that add up on the sample programme, and sentences that are right in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from sq_core.catalogue import Broken, Grain, Reading
from sq_core.desk import Desk, Movement, Office, Part, View, movement
from sq_core.desk.why import comparisons, dimension_title, dimensions
from sq_core.desk.why_words import figures, sentence, where_it_sits
from sq_core.models import Effect
from sq_core.sheets import Cell
from sq_core.words import Text, same
from tests.programmes import TODAY, new_office, put, responses, take

pytestmark = pytest.mark.slow

Row = tuple[date | None, str, Mapping[str, tuple[float | None, float | None]]]
NARROWED = ("nps", "csat_rate", "answer_mean", "response_count")
GRAINS = ("quarter", pytest.param("month", marks=pytest.mark.slow), pytest.param("year", marks=pytest.mark.slow))
"""Every metric in every dimension is much work: one grain is looked at after every change, the others before a release."""
ITEMS: dict[str, Cell] = {"item": "S1", "construct": "satisfaction", "scale_low": 1.0, "scale_high": 10.0}


@pytest.fixture
def sample(sample_office: Office) -> Office:
    return sample_office


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    put(office, "survey_items", ITEMS)
    yield office
    office.close()


def known(found: Movement | Broken) -> Movement:
    assert isinstance(found, Movement), found
    return found


def added_up(desk: Desk) -> list[str]:
    """Name the metrics that are added up from groups; the others are refused, which is tested by itself."""
    return [name for name, metric in desk.catalogue.metrics.items() if metric.combine in ("ratio", "sum")]


def splits(desk: Desk, reading: Reading) -> Iterator[tuple[str, Movement]]:
    """Split a reading in every way it can be."""
    for way in comparisons(desk, reading):
        cuts = dimensions(desk, reading, way)
        if isinstance(cuts, Broken):
            continue
        for cut in cuts:
            yield f"{reading.metric} {dict(reading.dimensions)} {way} {cut}", known(movement(desk, reading, way, cut))


@pytest.mark.parametrize("grain", GRAINS)
def test_parts_add_up_for_every_metric_and_dimension_of_the_sample(sample: Office, grain: Grain) -> None:
    wrong, seen = [], set()
    with sample.desk(View("en", grain)) as desk:
        for name in added_up(desk):
            metric = desk.catalogue.metric(name)
            whole = [desk.reading(name)]
            deeper = grain == "quarter" and name in NARROWED
            narrowed = [one for cut in metric.dimensions for one in desk.by(name, cut)] if deeper else []
            for reading in whole + narrowed:
                for case, found in splits(desk, reading):
                    seen.add(name)
                    earlier = reading.previous if found.against == "previous" else reading.previous_year
                    assert earlier is not None, case
                    assert reading.value is not None
                    reach = 1e-12 * max(1.0, abs(reading.value))
                    parts = sum(part.effect.total for part in found.parts)
                    if abs(parts - (reading.value - earlier)) > reach or found.residual:
                        wrong.append((case, parts, reading.value - earlier, found.residual))
    assert not wrong
    assert {"churn_rate", "complaint_rate", "satisfaction_index", "nps", "response_count", "csat_rate"} <= seen
    assert len(seen) > 20


@pytest.mark.parametrize("grain", GRAINS[:2])
def test_what_is_shown_adds_up_too(sample: Office, grain: Grain) -> None:
    checked = 0
    with sample.desk(View("en", grain)) as desk:
        for name in added_up(desk):
            for case, found in splits(desk, desk.reading(name)):
                shown = figures(found)
                reach = 1e-9 * max(1.0, abs(shown.change))
                assert sum(each.rate for each in shown.effects) == pytest.approx(shown.rate, abs=reach), case
                assert sum(each.mix for each in shown.effects) == pytest.approx(shown.mix, abs=reach), case
                assert shown.rate + shown.mix + shown.residual == pytest.approx(shown.change, abs=reach), case
                assert shown.residual == 0, case
                checked += 1
    assert checked > 50


def test_the_sentence_finds_the_south_west(sample: Office) -> None:
    with sample.desk(View("zh", "quarter")) as desk:
        for name in ("complaint_rate", "service_gap", "csat_rate"):
            found = known(movement(desk, desk.reading(name)))
            assert found.dimension.en == "Region", name
            assert where_it_sits(found, figures(found)).zh.startswith("西南最大"), name
        complaints = sentence(known(movement(desk, desk.reading("complaint_rate"))))
        churn = sentence(known(movement(desk, desk.reading("churn_rate"))))
    assert "整体未超出偶然波动（p=0.16），但西南自身的变化超出了" in complaints.zh
    assert "within chance as a whole (p=0.16), but the change within 西南 is not" in complaints.en
    assert "西南方向相反（+0.024）" in churn.zh


def test_the_default_dimension_is_the_one_with_the_group_that_moves_by_itself(office: Office) -> None:
    def rows(when: date, north: float, south: float) -> list[Row]:
        told: list[Row] = [(when, "north", {"S1": (None, north)})] * 9
        return told + [(when, "south", {"S1": (None, south)})] * 3

    take(office, responses(rows(date(2026, 9, 3), 8.0, 8.0) + rows(date(2026, 10, 3), 8.0, 5.0)))
    with office.desk(View("en", "month", today=TODAY)) as desk:
        assert desk.reading("csat_rate").value == 9 / 12, "an item without a line of its own: a share of its scale"
        index = desk.reading("satisfaction_index")
        found = known(movement(desk, index))
    assert [part.name.en for part in found.parts] == ["south", "north"]
    assert found.parts[0].effect.total == pytest.approx(found.change)
    assert found.parts[1].effect.total == pytest.approx(0)
    assert found.parts[0].n == 3


def test_rows_without_a_region_are_the_residual_and_said_so(office: Office) -> None:
    rows = [
        *[(date(2026, 9, 3), region, {"S1": (None, 5.0)}) for region in ("north", "north", "south", "")],
        *[(date(2026, 10, 3), region, {"S1": (None, 9.0)}) for region in ("north", "north", "south", "")],
    ]
    blanked = [(when, region or None, marks) for when, region, marks in rows]
    take(office, responses(blanked))  # type: ignore[arg-type]
    with office.desk(View("en", "month", today=TODAY)) as desk:
        found = known(movement(desk, desk.reading("satisfaction_index"), dimension="region"))
    assert {part.name.en for part in found.parts} == {"north", "south"}
    assert found.residual == pytest.approx(found.change / 4)
    assert found.residual_is is not None
    assert found.residual_is.en == "rows whose region is blank"
    assert "is not explained (rows whose region is blank)." in sentence(found).en
    assert "未能解释（地区空白的行）。" in sentence(found).zh


def test_a_group_that_appears_is_all_mix(office: Office) -> None:
    take(
        office,
        responses(
            [
                *[(date(2026, 9, 3), region, {"S1": (None, 5.0)}) for region in ("north", "south")],
                *[(date(2026, 10, 3), region, {"S1": (None, 9.0)}) for region in ("north", "east", "east")],
            ]
        ),
    )
    with office.desk(View("en", "month", today=TODAY)) as desk:
        found = known(movement(desk, desk.reading("satisfaction_index")))
    parts = {part.name.en: part for part in found.parts}
    assert parts["east"].before is None
    assert parts["south"].after is None
    assert parts["east"].effect.rate == parts["south"].effect.rate == 0
    assert sum(part.effect.total for part in found.parts) == pytest.approx(found.change, abs=1e-12)
    assert found.residual == 0


@pytest.mark.parametrize(
    ("name", "grain", "said"),
    [
        ("market_slope", "quarter", "different things"),
        ("contribution_money", "quarter", "not dated"),
        ("nps", "all", "not dated"),
        ("goal_attainment", "quarter", "A model makes it"),
        ("goals_complete", "quarter", "not dated"),
    ],
)
def test_what_cannot_be_split_says_why(sample: Office, name: str, grain: Grain, said: str) -> None:
    with sample.desk(View("en", grain)) as desk:
        reading = desk.reading(name)
        found = movement(desk, reading)
        assert comparisons(desk, reading) == ()
        if name == "market_slope" and reading.value is None:
            reading = desk.by(name, "series")[0]
            assert movement(desk, reading) != found
            found, said = movement(desk, reading), "A model makes it"
    assert isinstance(found, Broken)
    assert said in found.message.en
    assert found.remedy.zh


def test_uploaded_levels_and_running_periods_are_not_split(sample: Office) -> None:
    with sample.desk(View("en", "quarter")) as desk:
        level = desk.by("kpi_value", "kpi", "region")[0]
        assert level.value is not None
        found = movement(desk, level)
        assert isinstance(found, Broken)
        assert "newest value" in found.message.en
        running = movement(desk, replace(desk.reading("nps"), complete=False))
        assert isinstance(running, Broken)
        assert "still runs" in running.message.en


def test_an_earlier_period_without_a_value_is_not_compared_with(office: Office) -> None:
    take(office, responses([(date(2026, 10, 3), region, {"S1": (None, 9.0)}) for region in ("north", "south")]))
    with office.desk(View("en", "month", today=TODAY)) as desk:
        found = movement(desk, desk.reading("satisfaction_index"))
    assert isinstance(found, Broken)
    assert "no earlier value" in found.message.en


def test_a_metric_that_one_group_makes_up_has_no_cut(office: Office) -> None:
    take(office, responses([(date(2026, month, 3), "north", {"S1": (None, 9.0)}) for month in (9, 10)]))
    with office.desk(View("en", "month", today=TODAY)) as desk:
        found = movement(desk, desk.reading("satisfaction_index"))
    assert isinstance(found, Broken)
    assert "No dimension" in found.message.en


def test_a_reading_of_one_region_is_split_over_the_rest(sample: Office) -> None:
    with sample.desk(View("en", "quarter")) as desk:
        west = next(one for one in desk.by("service_gap", "region") if one.dimensions["region"] == "西南")
        cuts = dimensions(desk, west)
        found = known(movement(desk, west))
    assert not isinstance(cuts, Broken)
    assert set(cuts) == {"channel", "segment"}
    assert found.change == pytest.approx((west.value or 0) - (west.previous or 0))
    assert found.title.en == "Service gap (西南)"


def test_a_dimension_is_named_by_its_column(sample: Office) -> None:
    metrics = sample.catalogue.metrics
    assert dimension_title(metrics["nps"], "segment") == Text("客户类型", "Segment")
    assert dimension_title(metrics["nps"], "nothing") == same("nothing")


# Sentences: a movement of 2.0 points over groups that are given, and what is said of it.


def part(name: str, rate: float, mix: float = 0.0, chance: float | None = None) -> Part:
    return Part(same(name), 70.0, 70.0 + rate, 100.0, (0.25, 0.25), Effect(rate, mix), chance)


def moved(*parts: Part, residual: float = 0.0, chance: float | None = None, ratio: bool = True) -> Movement:
    change = sum(one.effect.total for one in parts) + residual
    return Movement(
        title=Text("满意度", "Satisfaction"),
        unit="points",
        against="previous",
        grain="quarter",
        period_before=date(2026, 4, 1),
        period=date(2026, 7, 1),
        before=70.0,
        after=70.0 + change,
        n=400.0,
        dimension=Text("地区", "Region"),
        parts=parts,
        residual=residual,
        residual_is=Text("地区空白的行", "rows whose region is blank") if residual else None,
        chance=chance,
        confidence=0.95,
        ratio=ratio,
    )


EFFECTS_ZH, EFFECTS_EN = (
    "各组内部的变化合计 {}，结构变化合计 {}；",
    "changes within the groups come to {}, shifts between them to {}; ",
)
CASES = [
    (
        "down, one against",
        moved(part("甲", -0.5), part("乙", 0.2, -0.1)),
        "满意度较前一季度下降 0.4分：按地区看，"
        + EFFECTS_ZH.format("−0.3", "−0.1")
        + "甲最大（−0.5），乙方向相反（+0.1）。",
        "Satisfaction: down 0.4 points on the quarter before; by region, "
        + EFFECTS_EN.format("−0.3", "−0.1")
        + "the largest part sits in 甲 (−0.5), while 乙 moves the other way (+0.1).",
    ),
    (
        "up, several against",
        moved(part("甲", 5.0), part("乙", -1.0), part("丙", -2.0)),
        "满意度较前一季度上升 2.0分：按地区看，"
        + EFFECTS_ZH.format("+2.0", "0.0")
        + "甲最大（+5.0），2 组方向相反，其中丙最大（−2.0）。",
        "Satisfaction: up 2.0 points on the quarter before; by region, "
        + EFFECTS_EN.format("+2.0", "0.0")
        + "the largest part sits in 甲 (+5.0), while 2 groups move the other way, 丙 most (−2.0).",
    ),
    (
        "all in one",
        moved(part("甲", 2.0), part("乙", 0.0), ratio=False),
        "满意度较前一季度上升 2分：按地区看，全部落在甲。",
        "Satisfaction: up 2 points on the quarter before; by region, all of it sits in 甲.",
    ),
    (
        "two alike",
        moved(part("甲", 1.0), part("乙", 1.0), ratio=False),
        "满意度较前一季度上升 2分：按地区看，甲和乙并列最大（各 +1）。",
        "Satisfaction: up 2 points on the quarter before; by region, the largest parts sit in 甲 and 乙 (+1 each).",
    ),
    (
        "three alike",
        moved(part("甲", 1.0), part("乙", 1.0), part("丙", 1.0), ratio=False),
        "满意度较前一季度上升 3分：按地区看，甲、乙和丙并列最大（各 +1）。",
        "Satisfaction: up 3 points on the quarter before; by region, the largest parts sit in 甲, 乙 and 丙 (+1 each).",
    ),
    (
        "many alike",
        moved(*(part(name, 1.0) for name in "甲乙丙丁"), ratio=False),
        "满意度较前一季度上升 4分：按地区看，甲等 4 组并列最大（各 +1）。",
        "Satisfaction: up 4 points on the quarter before; by region, the largest parts sit in 甲 and 3 others (+1 each).",
    ),
    (
        "level, cancelling out",
        moved(part("甲", 2.0), part("乙", -2.0), ratio=False),
        "满意度与前一季度持平：按地区看，各组相互抵消，正向以甲最大（+2），负向以乙最大（−2）。",
        "Satisfaction: level with the quarter before; by region, the groups cancel out, with 甲 adding most (+2) and 乙 taking"
        " most away (−2).",
    ),
    (
        "nothing moved",
        moved(part("甲", 0.0), part("乙", 0.0), ratio=False),
        "满意度与前一季度持平：按地区看，各组均无变化。",
        "Satisfaction: level with the quarter before; by region, no group moved.",
    ),
    (
        "residual",
        moved(part("甲", 1.0), part("乙", 0.0), residual=1.0, ratio=False),
        "满意度较前一季度上升 2分：按地区看，甲最大（+1）；另有 +1 未能解释（地区空白的行）。",
        "Satisfaction: up 2 points on the quarter before; by region, the largest part sits in 甲 (+1); +1 is not explained (rows"
        " whose region is blank).",
    ),
    (
        "only the residual goes with it",
        moved(part("甲", -1.0), part("乙", 0.0), residual=2.0, ratio=False),
        "满意度较前一季度上升 1分：按地区看，甲方向相反（−1）；另有 +2 未能解释（地区空白的行）。",
        "Satisfaction: up 1 point on the quarter before; by region, 甲 moves the other way (−1); +2 is not explained (rows whose"
        " region is blank).",
    ),
    (
        "beyond chance",
        moved(part("甲", 6.0), part("乙", -1.0), chance=0.0001),
        "满意度较前一季度上升 5.0分（超出偶然波动，p<0.001）：按地区看，"
        + EFFECTS_ZH.format("+5.0", "0.0")
        + "甲最大（+6.0），乙方向相反（−1.0）。",
        "Satisfaction: up 5.0 points on the quarter before (beyond chance, p<0.001); by region, "
        + EFFECTS_EN.format("+5.0", "0.0")
        + "the largest part sits in 甲 (+6.0), while 乙 moves the other way (−1.0).",
    ),
    (
        "within chance, two groups not",
        moved(part("甲", 6.0, chance=0.002), part("乙", -6.0, chance=0.0123), part("丙", 0.0, chance=0.9), chance=0.4),
        "满意度的变化整体未超出偶然波动（p=0.40），但甲和乙自身的变化超出了（校正后 p≤0.012）；与前一季度持平：按地区看，"
        + EFFECTS_ZH.format("0.0", "0.0")
        + "各组相互抵消，正向以甲最大（+6.0），负向以乙最大（−6.0）。",
        "Satisfaction: within chance as a whole (p=0.40), but the changes within 甲 and 乙 are not (p≤0.012 after correction);"
        " level with the quarter before; by region, "
        + EFFECTS_EN.format("0.0", "0.0")
        + "the groups cancel out, with 甲 adding most (+6.0) and 乙 taking most away (−6.0).",
    ),
]


@pytest.mark.parametrize(("found", "zh", "en"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_sentence_is_right_in_both_languages(found: Movement, zh: str, en: str) -> None:
    assert sentence(found) == Text(zh, en)


def test_what_it_is_compared_with_is_said() -> None:
    found = replace(moved(part("甲", 1.0), part("乙", 1.0)), against="year", grain="month")
    assert "较上年同月上升" in sentence(found).zh
    assert "on the same month a year before" in sentence(found).en


def test_no_sentence_names_a_cause(sample: Office) -> None:
    with sample.desk(View("en", "quarter")) as desk:
        said = [sentence(found) for name in added_up(desk) for _, found in splits(desk, desk.reading(name))]
    assert said
    assert not [one for one in said if any(word in one.zh for word in ("因为", "由于", "导致", "原因"))]
    assert not [one for one in said if any(word in one.en for word in ("because", "due to", "caused"))]
