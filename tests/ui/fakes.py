"""A programme that is made up: an office that hands out desks with fixed readings, and chapters to draw on them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import streamlit as st

from sq_core import ui
from sq_core.catalogue.reading import Broken, Point, Reading
from sq_core.desk.plan import Rules
from sq_core.errors import NotEnoughEvidence
from sq_core.ledger import Author, ChangeSet
from sq_core.trace import RowName, RowTrace, SourceRow, SourceSheet, Step, Trace
from sq_core.ui import Chapter, Page
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk import Desk, View

FIRST_EDITION = 7
MONTHS = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]

GOOD = Reading(
    metric="satisfaction_index",
    title=Text("满意度指数", "Satisfaction index"),
    means=Text("答卷得分的平均", "Mean of the answers"),
    unit="points",
    better="up",
    value=76.4,
    n=5012,
    low=75.1,
    high=77.7,
    target=80.0,
    target_date=date(2026, 12, 31),
    plan=76.0,
    status="good",
    period=date(2026, 10, 1),
    previous=75.2,
    previous_year=72.0,
    trend=tuple(Point(day, 70.0 + step, plan=70.5 + step) for step, day in enumerate(MONTHS)),
    owner="客户体验部",
)
FALLING = replace(
    GOOD,
    metric="complaint_rate",
    title=Text("投诉率", "Complaint rate"),
    unit="percent",
    better="down",
    value=0.014,
    low=None,
    high=None,
    target=0.012,
    plan=0.0145,
    previous=0.016,
    previous_year=0.013,
    status="watch",
)
BROKEN = replace(
    GOOD,
    metric="broken_one",
    title=Text("坏掉的", "Broken one"),
    value=None,
    n=None,
    low=None,
    high=None,
    target=None,
    plan=None,
    status="broken",
    previous=None,
    previous_year=None,
    trend=(),
    period=None,
    broken=Broken(Text("公式计算失败", "The formula failed"), Text("请检查数据", "Check the data")),
)
READINGS = {one.metric: one for one in (GOOD, FALLING, BROKEN)}
TRACE = Trace(
    "satisfaction_index",
    GOOD.title,
    GOOD.means,
    "select 1 as num, 1 as den",
    (
        Step("satisfaction_index", GOOD.title, "metric", ("answers_view",)),
        Step("answers_view", Text('答卷视图 "x"]', 'answers "x"]'), "view", ("survey_responses",)),
        Step("survey_responses", Text("问卷答卷", "Survey responses"), "sheet", ()),
    ),
    (
        SourceSheet(
            "survey_responses",
            Text("问卷答卷", "Survey responses"),
            5012,
            (SourceRow("调查.xlsx", "答卷", "B7", {"region": "![x](http://evil/x.png)", "score": "6.0"}),),
            "王敏",
            datetime(2026, 10, 31, 18, 5, tzinfo=UTC),
            "十月上传",
        ),
    ),
)


@dataclass
class FakeMetric:
    dimensions: tuple[str, ...] = ("region", "channel")
    over_rows: bool = False


@dataclass
class FakeCatalogue:
    metrics: dict[str, FakeMetric] = field(default_factory=lambda: {name: FakeMetric() for name in READINGS})


class FakeTracer:
    """Knows one trace, and no row."""

    def at(self, _grain: str) -> FakeTracer:
        return self

    def reading(self, _reading: Reading) -> Trace:
        return TRACE

    def rows(self, _reading: Reading, _sheet: str, start: int, many: int) -> tuple[SourceRow, ...]:
        return tuple(SourceRow("调查.xlsx", "答卷", str(start + at), {"score": "5"}) for at in range(many))

    def row(self, _name: RowName) -> RowTrace | None:
        return None


@dataclass
class FakeDesk:
    lang: str = "zh"
    grain: str = "month"
    edition: int = 7
    as_of: date = date(2026, 10, 31)
    sample: bool = True
    empty: bool = False
    parameters: dict[str, str] = field(default_factory=lambda: {"timezone": "Asia/Shanghai"})
    catalogue: FakeCatalogue = field(default_factory=FakeCatalogue)
    moved: bool = False
    rules: Rules = field(
        default_factory=lambda: Rules(
            thin_n=30.0, stale_periods=2.0, watch_tolerance=0.1, confidence=0.95, reason_above=0.5
        )
    )

    def every(self) -> tuple[Reading, ...]:
        target = 82.0 if self.moved else GOOD.target
        return (replace(GOOD, target=target), *(one for one in READINGS.values() if one is not GOOD))

    def changes(self, _limit: int) -> tuple[ChangeSet, ...]:
        at = datetime(2026, 10, 31, 6, 32, tzinfo=UTC)
        return (ChangeSet(self.edition, "edit", Author("王敏"), at, "年中调整", "trunk", "", None, 1, 0, (), None),)

    def readings(self, *names: str) -> tuple[Reading, ...]:
        return tuple(READINGS[name] for name in names)

    def trace(self, _reading: Reading) -> Trace:
        return TRACE

    @property
    def tracer(self) -> FakeTracer:
        return FakeTracer()


class FakeOffice:
    def __init__(self) -> None:
        self.edition = FIRST_EDITION
        self.views: list[View] = []

    @contextmanager
    def desk(self, view: View) -> Iterator[FakeDesk]:
        self.views.append(view)
        yield FakeDesk(
            lang=view.lang, grain=view.grain or "month", edition=self.edition, moved=self.edition > FIRST_EDITION
        )

    def close(self) -> None:
        """Nothing to let go of."""


def render_first(desk: Desk) -> None:
    """Draw a sentence, the cards, and the open section."""
    ui.sentence(Text("满意度 76.4 分。", "Satisfaction is 76.4."))
    ui.cards(desk, desk.readings("satisfaction_index", "complaint_rate", "broken_one"))
    st.text(f"open: {ui.section(FIRST.chapter)}")
    cut = ui.choose("first.cut", {"region": Text("地区", "Region"), "channel": Text("渠道", "Channel")})
    st.text(f"cut: {cut}")


def render_failing(_desk: Desk) -> None:
    raise KeyError("secret cell content")


def render_refusing(_desk: Desk) -> None:
    raise NotEnoughEvidence(Text("样本太少", "Too few answers"), Text("请再收集 30 份", "Collect 30 more"))


FIRST = Page(
    Chapter(
        slug="cockpit",
        order=0,
        group="overview",
        icon="dashboard",
        title=Text("驾驶舱", "Cockpit"),
        asks=Text("我们在哪里？", "Where are we?"),
        sections=(("1.1", Text("现状", "Status")), ("1.2", Text("驱动", "Drivers"))),
    ),
    render_first,
)
FAILING = Page(
    Chapter(
        slug="failing",
        order=1,
        group="judge",
        icon="report",
        title=Text("失败", "Failing"),
        asks=Text("为何？", "Why?"),
    ),
    render_failing,
)
REFUSING = Page(
    Chapter(
        slug="refusing",
        order=1,
        group="diagnose",
        icon="report",
        title=Text("拒绝", "Refusing"),
        asks=Text("为何？", "Why?"),
    ),
    render_refusing,
)
PAGES = (FIRST, REFUSING, FAILING)
