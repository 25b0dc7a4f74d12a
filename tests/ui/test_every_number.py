"""Every number of every chapter, in a card, a table or a picture, can be asked, and the answer ends in a file, a sheet and a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.catalogue import Reading
from sq_core.charts import LIGHT, Look, Picture
from sq_core.desk import Desk, Office, View
from sq_core.trace import RowName
from sq_core.ui.asked import WITNESS, Asked, Moment, Shown
from sq_core.ui.front import FRONT
from sq_core.ui.pages import found_pages
from tests.programmes import new_office, put
from tests.ui.fakes import GOOD

PLACES = [(page.chapter.slug, section) for page in found_pages() for section in page.chapter.section_names() or ("",)]
NAMES = [" ".join(place).strip() for place in PLACES]
FIGURE = re.compile(r"\d")

NOT_READINGS = {
    "workbooks.history": "the history itself: numbers of change sets, counts of cells",
    "workbooks.cell_history": "the history of one cell",
    "cockpit.changes": "the history itself",
    "workbooks.dictionary": "what the sheets declare: bounds, examples, allowed values",
}
"""Tables whose figures come from no sheet, and why."""

DERIVED = {
    "background.drivers": ("weight",),  # strength times factor times weight of the row that is asked
    "background.timeline": ("at",),  # today
    "background.market": ("value",),  # the line of the slope and the levels beside a break, drawn from the points asked
    "cockpit.gaps": ("perceived", "at"),  # expectation plus gap, both of which are asked
}
"""Fields of pictures that are worked out while drawing, from numbers that are asked beside them."""
MEASURED = ("value", "low", "high", "at", "expected", "perceived", "weight", "middle", "plan")
"""Fields of pictures that hold quantities; the others place a mark or a text."""


@pytest.fixture(scope="module")
def office(sample_office: Office) -> Iterator[Office]:
    FRONT.seat(sample_office)
    yield sample_office
    FRONT.seat(None)


def one_page(slug: str) -> None:
    from sq_core.ui.pages import found_pages
    from sq_core.ui.shell import run

    run([page for page in found_pages() if page.chapter.slug == slug])


def shown_by(script: Callable[..., None], **given: str) -> list[Shown]:
    """Run a page as a visitor does and list what it shows."""
    section = given.pop("section", "")
    app = AppTest.from_function(script, default_timeout=120, kwargs=dict(given))
    app.query_params["lang"] = "en"
    if section:
        app.query_params["section"] = section
    with WITNESS.listening() as shown:
        app.run()
    assert not app.exception
    assert not app.error, [one.value for one in app.error]
    return shown


def unasked(shown: Sequence[Shown]) -> list[str]:
    """Name what shows figures and cannot be asked about them."""
    return [
        f"{one.kind} {one.key}: {one.says}"
        for one in shown
        if not one.asked
        and not any(one.key.startswith(key) for key in NOT_READINGS)
        and (one.kind == "picture" or any(FIGURE.search(str(each)) for each in one.says))
    ]


def dead_ends(desk: Desk, asked: Sequence[Asked]) -> list[str]:
    """Name what is asked in vain: no row behind it stands in a file, on a sheet, in a cell."""
    return [str(one) for one in asked if not ends_in_a_cell(desk, one)]


def distinct(shown: Sequence[Shown]) -> list[Asked]:
    """List what is asked once; of the months of one course the newest and the oldest stand for those between."""
    asked = {str(one): one for each in shown for one in each.asked}
    courses: dict[str, list[Asked]] = {}
    for name, one in asked.items():
        same = f"{one.reading.metric} {one.reading.dimensions}" if isinstance(one, Moment) else name
        courses.setdefault(same, []).append(one)
    return [course[at] for course in courses.values() for at in sorted({0, len(course) - 1})]


def ends_in_a_cell(desk: Desk, asked: Asked) -> bool:
    if isinstance(asked, RowName):
        found = desk.tracer.row(asked)
        return found is not None and any(c.place is not None and c.place.file and c.place.cell for c in found.cells)
    reading, grain = (asked.reading, asked.grain) if isinstance(asked, Moment) else (asked, desk.grain)
    if reading.value is None:
        return True  # nothing is shown but the reason
    trace = desk.tracer.at(grain).reading(reading)
    assert trace.means.zh
    assert trace.formula
    places = [place for source in trace.sources for row in source.rows for place in row.places.values()]
    if any(place.file and place.sheet and place.cell for place in places):
        return True
    return any(ends_in_a_cell(desk, one) for one in reading.rests_on)


def numbers_of(desk: Desk, asked: Asked) -> set[float]:
    """List the numbers that what is asked answers for."""
    if isinstance(asked, RowName):
        found = desk.tracer.row(asked)
        return {float(c.value) for c in found.cells if re.fullmatch(r"-?[\d.]+", c.value)} if found else set()
    one: Reading = asked.reading if isinstance(asked, Moment) else asked
    own = (one.value, one.low, one.high, one.target, one.plan, one.baseline, one.previous, one.previous_year, one.n)
    course = [each for point in one.trend for each in (point.value, point.low, point.high, point.plan)]
    return {value for value in (*own, *course) if value is not None}


def drawn(picture: Picture, key: str) -> set[float]:
    """List the quantities a picture draws."""
    derived = {name for start, names in DERIVED.items() if key.startswith(start) for name in names}
    layers = picture.spec(Look("en", LIGHT, 1.0))["layer"]
    assert isinstance(layers, list)
    rows = [row for layer in layers for row in layer.get("data", {}).get("values", [])]
    return {
        float(row[name])
        for row in rows
        for name in MEASURED
        if name not in derived and isinstance(row.get(name), (int, float))
    }


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "section"), PLACES, ids=NAMES)
def test_every_number_can_be_asked(office: Office, slug: str, section: str) -> None:
    shown = shown_by(one_page, slug=slug, section=section)
    assert not unasked(shown)
    with office.desk(View("en")) as desk:
        assert not dead_ends(desk, distinct(shown))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "section"),
    [place for place in PLACES if place[0] in ("cockpit", "background")],
    ids=lambda one: one or "-",
)
def test_every_quantity_in_a_picture_is_one_that_is_asked(office: Office, slug: str, section: str) -> None:
    with office.desk(View("en")) as desk:
        for one in shown_by(one_page, slug=slug, section=section):
            if one.kind != "picture":
                continue
            (picture,) = one.says
            assert isinstance(picture, Picture)
            known = {round(value, 9) for each in one.asked for value in numbers_of(desk, each)}
            lost = {value for value in drawn(picture, one.key) if round(value, 9) not in known}
            assert not lost, f"{one.key} draws {lost}, which nothing it can be asked answers for"


@pytest.mark.slow
def test_the_crawl_sees_something(office: Office) -> None:
    shown = [one for slug, section in PLACES for one in shown_by(one_page, slug=slug, section=section)]
    kinds = {kind: sum(1 for one in shown if one.kind == kind) for kind in ("card", "row", "picture", "sentence")}
    assert kinds["card"] >= 20
    assert kinds["row"] >= 50
    assert kinds["picture"] >= 8
    assert kinds["sentence"] >= 1
    for start in NOT_READINGS:
        assert any(one.key.startswith(start) for one in shown), f"{start} is excused and is not there any more"


def test_a_number_that_cannot_be_asked_fails(office: Office) -> None:
    def page() -> None:
        from sq_core import ui
        from sq_core.charts import Caption, trend
        from sq_core.words import Text, same

        columns = (ui.Column(same("name")), ui.Column(same("value"), number=True))
        ui.table(columns, [("a", "76.4"), ("b", "no figure")], "en", key="lost.table")
        caption = Caption(Text("题", "Title"), Text("副", "Subtitle"))
        ui.picture(trend([], unit="points", target=None, target_date=None, caption=caption), key="lost.picture")

    found = unasked(shown_by(page))
    assert [one.split(":")[0] for one in found] == ["row lost.table", "picture lost.picture"]


def test_a_trace_that_ends_nowhere_fails() -> None:
    typed = new_office()
    put(typed, "policies", {"policy": "P1", "impact": 3, "likelihood": 4})
    with typed.desk(View("en")) as desk:
        heat = desk.reading("policy_heat")
        assert heat.value == 12
        assert dead_ends(desk, [heat]), "typed into the cockpit, it stands in no file"
        assert dead_ends(desk, [RowName("policies", "P1")])
        assert dead_ends(desk, [RowName("policies", "P9")])
    typed.close()


def test_a_quantity_nobody_answers_for_is_seen(office: Office) -> None:
    with office.desk(View("en")) as desk:
        assert 76.4 in numbers_of(desk, GOOD)
        assert 76.5 not in numbers_of(desk, GOOD)
