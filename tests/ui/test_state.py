"""The address is read once, forgives what it does not know, and holds only what a person chose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core.ui.address import Choices, Known, from_address, lang_of, to_address
from sq_core.words import Lang

KNOWN = Known({"problems": ("2.1", "2.2")})


@pytest.mark.parametrize(
    ("wanted", "locale", "lang"),
    [
        ("zh", "en-US", "zh"),
        ("en", "zh-CN", "en"),
        ("", "en-GB", "en"),
        ("", "zh-CN", "zh"),
        ("", "fr-FR", "zh"),
        ("", None, "zh"),
        ("klingon", "en-US", "en"),
        ("中文", None, "zh"),
    ],
)
def test_language_is_the_one_asked_for_then_the_browsers_then_chinese(
    wanted: str, locale: str | None, lang: Lang
) -> None:
    assert lang_of(wanted, locale) == lang


def test_an_address_is_read() -> None:
    query = {
        "lang": "en",
        "section": "2.2",
        "period": "year",
        "branch": "plan b",
        "as_of": "2026-10-31",
        "present": "1",
        "by.region": "华东",
        "problems.cut": "channel",
    }
    choices = from_address(query, "zh-CN", KNOWN)
    assert choices == Choices(
        lang="en",
        section="2.2",
        period="year",
        branch="plan b",
        as_of="2026-10-31",
        present=True,
        filters=(("region", "华东"),),
        picks=(("problems.cut", "channel"),),
    )
    assert choices.pick("problems.cut") == "channel"
    assert choices.filter("region") == "华东"
    assert choices.filter("channel") == ""


@pytest.mark.parametrize(
    "query",
    [
        {"period": "fortnight"},
        {"as_of": "yesterday; drop table"},
        {"as_of": "2026-10-31T25"},
        {"branch": "x" * 200},
        {"present": "yes"},
        {"by.": "x"},
        {"by.<script>": "x"},
        {"by.region": "x" * 81},
        {"nonsense": "1"},
        {"page.<b>": "x"},
        {"page.cut": "x" * 81},
    ],
)
def test_what_nobody_knows_becomes_the_default(query: dict[str, str]) -> None:
    assert from_address(query, "zh", KNOWN) == Choices()


def test_a_branch_is_checked_where_they_are_known() -> None:
    known = Known(branches=("trunk", "plan b"))
    assert from_address({"branch": "plan b"}, None, known).branch == "plan b"
    assert from_address({"branch": "gone"}, None, known).branch == "trunk"


def test_defaults_never_reach_the_address() -> None:
    assert to_address(Choices(chapter="problems", who="王敏"), frozenset()) == {}
    assert to_address(Choices(lang="en"), frozenset()) == {}, "the browser's own language is not a choice"
    assert to_address(Choices(lang="zh"), frozenset({"lang"})) == {"lang": "zh"}
    assert "who" not in to_address(Choices(who="王敏"), frozenset({"who"}))


@settings(max_examples=50)
@given(
    st.sampled_from(["zh", "en"]),
    st.sampled_from(["", "month", "quarter", "year"]),
    st.sampled_from(["", "12", "2026-10-31"]),
    st.booleans(),
    st.dictionaries(st.sampled_from(["region", "channel"]), st.text(min_size=1, max_size=20), max_size=2),
    st.dictionaries(st.sampled_from(["page.cut", "page.item_2"]), st.text(min_size=1, max_size=20), max_size=2),
)
def test_an_address_written_is_read_back(
    lang: Lang, period: str, as_of: str, present: bool, filters: dict[str, str], picks: dict[str, str]
) -> None:
    choices = Choices(
        lang=lang,
        period=period,
        as_of=as_of,
        present=present,
        filters=tuple(sorted(filters.items())),
        picks=tuple(sorted(picks.items())),
    )
    address = to_address(choices, frozenset({"lang"}))
    assert from_address(address, "fr", KNOWN) == choices


@settings(max_examples=50)
@given(st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=6), st.text(max_size=8))
def test_no_address_is_an_error(query: dict[str, str], locale: str | None) -> None:
    assert isinstance(from_address(query, locale, KNOWN), Choices)


def test_filters_are_set_and_cleared() -> None:
    choices = Choices().filtered("region", "华东").filtered("channel", "电话").filtered("region", "华南")
    assert choices.filters == (("channel", "电话"), ("region", "华南"))
    assert choices.filtered("region", "").filters == (("channel", "电话"),)


def test_filters_on_what_no_metric_has_are_dropped() -> None:
    choices = Choices().filtered("region", "华东").filtered("weather", "rain")
    assert choices.filtered_by(["region", "channel"]).filters == (("region", "华东"),)


def test_only_picks_that_are_on_the_page_reach_the_address() -> None:
    choices = Choices().picking("first.cut", "channel").picking("second.cut", "region")
    assert to_address(choices, frozenset(), frozenset({"second.cut"})) == {"second.cut": "region"}
    assert choices.picking("first.cut", "").picks == (("second.cut", "region"),)
