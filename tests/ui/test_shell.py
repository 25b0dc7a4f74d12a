"""The frame in both languages: header, navigation, sections, footer, refusals and the unexpected."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.ui.front import FRONT
from sq_core.words import Lang
from tests.ui.fakes import FakeOffice

if TYPE_CHECKING:
    from sq_core.desk import Office


def script() -> None:
    from sq_core.ui.shell import run
    from tests.ui.fakes import PAGES

    run(PAGES)


def failing() -> None:
    from sq_core.ui.shell import run
    from tests.ui.fakes import FAILING

    run((FAILING,))


def refusing() -> None:
    from sq_core.ui.shell import run
    from tests.ui.fakes import REFUSING

    run((REFUSING,))


@pytest.fixture
def office() -> Iterator[FakeOffice]:
    fake = FakeOffice()
    FRONT.seat(cast("Office", fake))
    yield fake
    FRONT.seat(None)


def opened(body: Callable[[], None] = script, **query: str) -> AppTest:
    app = AppTest.from_function(body, default_timeout=20)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return "\n".join(each.value for each in [*app.markdown, *app.text, *app.title])


def element(app: AppTest, name: str) -> Any:
    """Return what was sent to one of the house's own elements."""
    for each in app.get("bidi_component"):
        if each.proto.component_name == f"sq_{name}":
            return json.loads(each.proto.json or each.proto.mixed.json)
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("lang", "title", "asks", "said", "foot"),
    [
        ("zh", "驾驶舱", "我们在哪里", "满意度 **76\\.4** 分", "数据截至 2026年10月31日 · 数据版本 7 · 示例数据"),
        (
            "en",
            "Cockpit",
            "Where are we",
            "Satisfaction is **76\\.4**",
            "Data as of 31 Oct 2026 · Edition 7 · Sample data",
        ),
    ],
)
def test_a_page_in_each_language(office: FakeOffice, lang: Lang, title: str, asks: str, said: str, foot: str) -> None:
    app = opened(lang=lang)
    assert app.title[0].value == title
    body = texts(app)
    assert asks in body
    assert said in body
    assert foot in body
    assert office.views[-1].lang == lang
    assert element(app, "patcher")["lang"] == lang


def test_cards_are_written_in_the_language_of_the_page(office: FakeOffice) -> None:
    zh, en = element(opened(lang="zh"), "cards"), element(opened(lang="en"), "cards")
    assert [card["name"] for card in zh["cards"]] == ["满意度指数", "投诉率", "坏掉的"]
    assert [card["name"] for card in en["cards"]] == ["Satisfaction index", "Complaint rate", "Broken one"]


def test_starts_in_chinese_and_says_nothing_in_the_address(office: FakeOffice) -> None:
    app = opened()
    assert app.title[0].value == "驾驶舱"
    assert dict(app.query_params) == {}


def test_switching_language_keeps_the_section_and_goes_to_the_address(office: FakeOffice) -> None:
    app = opened(section="1.2")
    assert "open: 1.2" in texts(app)
    app.button_group(key="shell.lang").set_value("en").run()
    assert app.title[0].value == "Cockpit"
    assert "open: 1.2" in texts(app)
    assert app.query_params["lang"] == "en"
    assert app.query_params["section"] == "1.2"


def test_sections_and_periods_are_chosen(office: FakeOffice) -> None:
    app = opened()
    assert "open: 1.1" in texts(app)
    app.button_group(key="cockpit.section").set_value("1.2").run()
    assert "open: 1.2" in texts(app)
    assert app.query_params["section"] == "1.2"
    app.button_group(key="shell.period").set_value("year").run()
    assert office.views[-1].grain == "year"
    assert app.query_params["period"] == "year"
    assert "open: 1.2" in texts(app)


def test_an_unknown_section_opens_the_first(office: FakeOffice) -> None:
    assert "open: 1.1" in texts(opened(section="9.9", period="fortnight"))


def test_a_scenario_that_is_gone_leads_back_to_the_base(office: FakeOffice) -> None:
    app = opened(branch="gone")
    assert app.error
    assert "gone" in app.error[0].proto.title + app.error[0].value
    assert office.views[-1].position.branch == "trunk"
    assert "branch" not in app.query_params
    assert app.title[0].value == "驾驶舱", "the page is there all the same"


def test_presenting_hides_the_navigation_and_enlarges(office: FakeOffice) -> None:
    app = opened(present="1")
    assert element(app, "patcher")["size"] == 22
    assert app.query_params["present"] == "1"
    app.button(key="shell.present").click().run()
    assert element(app, "patcher")["size"] == 0
    assert "present" not in app.query_params


def test_a_refusal_is_said_with_its_remedy(office: FakeOffice) -> None:
    for lang, message, remedy in (("zh", "样本太少", "请再收集 30 份"), ("en", "Too few answers", "Collect 30 more")):
        app = opened(refusing, lang=lang)
        assert (app.error[0].proto.title, app.error[0].value) == (message, remedy)
        assert "7" in texts(app), "the footer stands"


def test_the_unexpected_gives_a_reference_and_no_details(office: FakeOffice, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="sq_core.ui.shell"):
        app = opened(failing, lang="en")
    shown = app.error[0].proto.title + app.error[0].value
    assert "Something went wrong" in shown
    assert "secret" not in shown
    assert "KeyError" not in shown
    record = next(record for record in caplog.records if "page.failed" in record.message)
    reference = record.message.rpartition("=")[2]
    assert reference in shown
    assert record.exc_info is not None


def test_what_listens_knows_the_edition(office: FakeOffice) -> None:
    assert element(opened(), "live") == {"edition": 7, "said": "", "look": "light"}


def test_a_newer_edition_brings_news_of_what_moved(office: FakeOffice) -> None:
    app = opened(lang="en")
    office.edition += 1
    app.run()
    said = "1 reading recalculated · 14:32 · edition 8"
    assert element(app, "live") == {"edition": 8, "said": said, "look": "light"}
    assert "王敏: 年中调整" in texts(app).replace("\\", "")
    rows = element(app, "table")["rows"]
    assert [row[0][0] for row in rows] == ["Satisfaction index"]
    assert rows[0][4][0] == "80.0 points → 82.0 points"
    app.run()
    assert element(app, "live")["said"] == said, "it stays until there is newer news"
    app.button_group(key="shell.lang").set_value("zh").run()
    assert element(app, "live")["said"] == "已重算 1 个指标 · 14:32 · 第 8 版"


def test_another_period_is_no_news(office: FakeOffice) -> None:
    app = opened()
    app.button_group(key="shell.period").set_value("year").run()
    assert element(app, "live")["said"] == ""
    office.edition += 1
    app.run()
    assert "第 8 版" in element(app, "live")["said"]


def test_a_choice_on_the_page_is_kept(office: FakeOffice) -> None:
    app = opened()
    assert "cut: region" in texts(app)
    app.button_group(key="first.cut").set_value("channel").run()
    assert "cut: channel" in texts(app)
    assert app.query_params["first.cut"] == "channel"
    app.button_group(key="shell.lang").set_value("en").run()
    assert "cut: channel" in texts(app)
    app.button_group(key="first.cut").set_value("region").run()
    assert "first.cut" not in app.query_params, "the first option is the default and no choice"


def test_a_choice_in_the_address_is_taken(office: FakeOffice) -> None:
    app = opened(script, **{"first.cut": "channel", "another.thing": "x", "by.region": "华东", "by.weather": "rain"})
    assert "cut: channel" in texts(app)
    assert dict(app.query_params) == {"first.cut": "channel", "by.region": "华东"}, "what no page has is dropped"


def test_a_choice_that_is_not_offered_is_the_first(office: FakeOffice) -> None:
    app = opened(script, **{"first.cut": "<b>"})
    assert "cut: region" in texts(app)
    assert dict(app.query_params) == {}
