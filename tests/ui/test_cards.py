"""What a card says, in both languages, and that it never calls a fall bad or a thin number green by accident."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from sq_core.catalogue.reading import Point, Reading, Status
from sq_core.ui.cards import card_of as written
from sq_core.ui.spark import spark as drawn_course
from sq_core.ui.status import change_tone, status_tone, status_words
from sq_core.words import Lang
from tests.ui.fakes import BROKEN, FALLING, GOOD


def card_of(reading: Reading, lang: Lang, grain: str, *, sample: bool) -> Any:
    return written(reading, lang, grain, sample=sample, confidence=0.95)


def spark(points: Sequence[Point]) -> Any:
    return drawn_course(points)


STATUSES: tuple[Status, ...] = get_args(Status)


def lines(reading: Reading, lang: Lang = "zh") -> list[tuple[str, str, str]]:
    return [
        (line["label"], line["text"] + line["unit"], line["tone"])
        for line in card_of(reading, lang, "month", sample=True)["lines"]
    ]


def test_a_card_in_chinese() -> None:
    card = card_of(GOOD, "zh", "month", sample=True)
    assert (card["name"], card["text"], card["unit"], card["word"], card["tone"]) == (
        "满意度指数",
        "76.4",
        "分",
        "达标",
        "good",
    )
    assert lines(GOOD) == [
        ("目标", "80.0", ""),
        ("计划", "76.0", ""),
        ("环比", "↑ +1.2", "good"),
        ("同比", "↑ +4.4", "good"),
    ]
    assert card["foot"] == [["95% 75.1–77.7分"], ["n=5,012", "2026年10月"]]
    assert card["told"].startswith("满意度指数，76.4分，达标，目标 80.0")
    assert card["told"].endswith("示例数据"), "said aloud on every card, shown once in the head of the page"
    assert [line["kind"] for line in card["lines"]] == ["aim", "aim", "change", "change"]


def test_a_card_in_english() -> None:
    card = card_of(GOOD, "en", "quarter", sample=False)
    assert (card["name"], card["text"], card["unit"], card["word"]) == (
        "Satisfaction index",
        "76.4",
        "points",
        "On track",
    )
    assert card["foot"] == [["95% 75.1–77.7 points"], ["n=5,012", "Oct–Dec 2026"]]
    assert "sample" not in card["told"]


def test_a_falling_complaint_rate_is_good() -> None:
    assert lines(FALLING)[2:] == [("环比", "↓ −0.2个百分点", "good"), ("同比", "↑ +0.1个百分点", "bad")]


def test_money_changes_by_a_share_and_is_counted_by_language() -> None:
    money = replace(
        GOOD,
        unit="cny",
        value=1_284_000.0,
        target=1_500_000.0,
        plan=None,
        previous=1_200_000.0,
        previous_year=None,
        low=None,
    )
    assert lines(money) == [("目标", "150.0万元", ""), ("环比", "↑ +7.0%", "good")]
    card = card_of(money, "en", "month", sample=False)
    assert (card["text"], card["unit"]) == ("1.28", "M CNY")


def test_no_change_is_no_judgement() -> None:
    still = replace(GOOD, previous=GOOD.value, previous_year=None)
    assert lines(still)[-1] == ("环比", "→ 0.0", "quiet")


@pytest.mark.parametrize("status", ["stale", "thin", "open"])
def test_nothing_is_green_on_poor_evidence(status: Status) -> None:
    assert {tone for _, _, tone in lines(replace(GOOD, status=status))} == {"", "quiet"}


def test_a_broken_card_says_why_and_what_to_do() -> None:
    card = card_of(BROKEN, "en", "month", sample=True)
    assert (card["text"], card["reason"], card["remedy"]) == ("—", "The formula failed", "Check the data")
    assert "sample" not in card["told"]
    assert card["foot"] == []


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_word_in_both_languages_and_a_shape(status: Status) -> None:
    words = status_words(status)
    assert words.zh != words.en
    script = (Path(__file__).parents[2] / "sq_core/ui/browser/cards.js").read_text("utf-8")
    assert f"  {status}: [" in script


def test_only_judgements_are_coloured() -> None:
    assert [status for status in STATUSES if status_tone(status) == "good"] == ["good"], (
        "nothing stale or thin is ever green"
    )
    assert {status_tone(status) for status in ("stale", "thin", "open", "none", "empty")} == {"quiet"}


def test_direction_is_not_judgement() -> None:
    assert change_tone(1, "up") == change_tone(-1, "down") == "good"
    assert change_tone(-1, "up") == change_tone(1, "down") == "bad"
    assert change_tone(1, "near") == change_tone(0, "up") == "quiet"


def test_a_card_can_be_sent() -> None:
    for reading in (GOOD, FALLING, BROKEN):
        json.dumps(card_of(reading, "zh", "month", sample=True), allow_nan=False)


def points(*values: float | None, complete: bool = True) -> list[Point]:
    found = [Point(date(2026, 1 + step, 1), value) for step, value in enumerate(values)]
    return [*found[:-1], replace(found[-1], complete=complete)]


def test_a_course_is_drawn_between_its_ends() -> None:
    drawn = spark(points(1.0, 3.0, 2.0))
    assert drawn["actual"] == "M0 92L50 8L100 50"
    assert drawn["running"] == ""
    assert (drawn["x"], drawn["y"], drawn["open"]) == (100.0, 50.0, False)


def test_a_running_period_is_dashed_and_open() -> None:
    drawn = spark(points(1.0, 2.0, 3.0, complete=False))
    assert drawn["actual"] == "M0 92L50 50"
    assert drawn["running"] == "M50 50L100 8"
    assert drawn["open"] is True


def test_a_gap_lifts_the_pen() -> None:
    assert spark(points(1.0, None, 2.0, 3.0))["actual"].count("M") == 2


def test_too_little_is_no_course() -> None:
    assert spark(()) is None
    assert spark(points(1.0, None)) is None


def test_a_level_course_lies_in_the_middle() -> None:
    assert spark(points(5.0, 5.0))["actual"] == "M0 50L100 50"


def test_the_plan_is_part_of_the_scale() -> None:
    drawn = spark([Point(date(2026, 1, 1), 1.0, plan=0.0), Point(date(2026, 2, 1), 2.0, plan=4.0)])
    assert drawn["planned"] == "M0 92L100 8"


def test_the_interval_says_its_own_confidence() -> None:
    card = written(GOOD, "en", "month", sample=False, confidence=0.9)
    assert card["foot"][0][0].startswith("90% ")  # type: ignore[index]


def test_what_no_goal_could_aim_at_does_not_lack_one() -> None:
    untold = replace(GOOD, status="none", target=None)
    assert written(untold, "en", "month", sample=False, confidence=0.95, aimed=False)["word"] == ""
    assert written(untold, "en", "month", sample=False, confidence=0.95)["word"] == "No target"
    assert written(BROKEN, "en", "month", sample=False, confidence=0.95, aimed=False)["word"]
