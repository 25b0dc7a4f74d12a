"""The ecosystem of the sample against networkx and pandas, and ecosystems gone wrong in every way the check knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import networkx
import pandas as pd
import pytest

from sq_core.desk import View, ecosystem, ecosystem_checks, ecosystem_sentences
from sq_core.models import wilson
from tests.programmes import new_office, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk import Desk, Office
    from sq_core.sheets import Cell

NOW = View("en", "quarter", today=date(2026, 10, 31))


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


@pytest.fixture
def desk(sample_office: Office) -> Iterator[Desk]:
    with sample_office.desk(View("en", "quarter")) as desk:
        yield desk


def links(desk: Desk) -> Any:
    found = pd.DataFrame([row.cells for row in desk.rows("links")])
    for name in ("required", "actual", "weight"):
        found[name] = found[name].astype(float)
    return found.fillna({"required": 0.0, "actual": 0.0, "weight": 1.0})


def graph(desk: Desk) -> Any:
    """Build the network of the sample apart from the product, with distance 1 / (actual / strongest)."""
    found = links(desk)
    made: Any = networkx.Graph()
    made.add_nodes_from(row.cells["partner"] for row in desk.rows("partners"))
    for row in found[found["actual"] > 0].itertuples():
        made.add_edge(row.partner_from, row.partner_to, distance=found["actual"].max() / row.actual)
    return made


def test_centralities_agree_with_networkx(desk: Desk) -> None:
    made = graph(desk)
    for metric, expected in (
        ("partner_betweenness", networkx.betweenness_centrality(made, weight="distance")),
        ("partner_closeness", networkx.closeness_centrality(made, distance="distance", wf_improved=True)),
        ("partner_links", dict(made.degree)),
    ):
        found = {one.dimensions["partner"]: one.value for one in desk.by(metric, "partner")}
        assert found == pytest.approx(expected), metric
    assert desk.reading("network_density").value == pytest.approx(networkx.density(made))
    assert desk.reading("network_parts").value == networkx.number_connected_components(made) == 2


def test_synergy_agrees_with_pandas(desk: Desk) -> None:
    needed = links(desk).query("required > 0")
    kept = needed[["actual", "required"]].min(axis=1) * needed["weight"]
    assert desk.reading("synergy_index").value == pytest.approx(
        kept.sum() / (needed["required"] * needed["weight"]).sum()
    )
    own = needed[(needed["partner_from"] == "P3") | (needed["partner_to"] == "P3")]
    part = (own[["actual", "required"]].min(axis=1) * own["weight"]).sum() / (own["required"] * own["weight"]).sum()
    assert ecosystem.by_partner(desk, "synergy_index")["P3"].value == pytest.approx(part)
    assert desk.reading("links_missing").value == (needed["actual"] == 0).sum()


def test_the_bottleneck_of_the_sample_is_found_and_named(desk: Desk) -> None:
    found = ecosystem.bottlenecks(desk)
    assert [one.partner for one, _ in found] == ["P3"]
    rate = ecosystem.by_partner(desk, "partner_sla")["P3"]
    assert (rate.low, rate.high) == pytest.approx((wilson(21484, 27560).low, wilson(21484, 27560).high))
    synergy, missing = desk.readings("synergy_index", "links_missing")
    told = ecosystem_sentences.overall(synergy, missing, found, ecosystem.by_partner(desk, "partner_sla"))
    assert "“呼叫中心外包商”" in told.zh
    assert "客服中心" in told.zh
    assert "78.0%" in told.en
    assert desk.reading("bottlenecks").rests_on
    assert not ecosystem_checks.remarks(desk)


def test_the_picture_is_laid_out_alike_every_time(desk: Desk) -> None:
    first, again = ecosystem.places(desk), ecosystem.places(desk)
    assert first == again
    assert set(first) == {one.partner for one in ecosystem.stated(desk)}
    assert all(0 <= level <= 1 for place in first.values() for level in place)
    assert len(set(first.values())) == len(first), "nobody stands on somebody else"


def partner(code: str, **more: Cell) -> dict[str, Cell]:
    return {"partner": code, "name_zh": f"伙伴{code}", **more}


def link(
    first: str, second: str, required: float | None = 3, actual: float | None = 3, **more: Cell
) -> dict[str, Cell]:
    return {"partner_from": first, "partner_to": second, "required": required, "actual": actual, **more}


def test_what_is_wrong_is_named_and_left_out(office: Office) -> None:
    put(
        office,
        "partners",
        partner("A", sla_hits=9),
        partner("B", sla_hits=9, sla_cases=5),
        partner("C", metric="no_such_metric"),
    )
    put(
        office,
        "links",
        link("A", "B", 3, 1),
        link("B", "A", 3, 2),
        link("A", "A"),
        link("A", "X"),
        link("B", "C", 2, None),
    )
    with office.desk(NOW) as desk:
        said = {(one.sheet, one.message.en) for one in ecosystem_checks.remarks(desk)}
        assert said == {
            ("partners", ecosystem_checks.NO_OWN.en),
            ("partners", ecosystem_checks.HALF_SLA.en),
            ("partners", ecosystem_checks.MORE_HITS.en),
            ("partners", ecosystem_checks.NO_METRIC.fill(name="no_such_metric").en),
            ("links", ecosystem_checks.TWICE.en),
            ("links", ecosystem_checks.ITSELF.en),
            ("links", ecosystem_checks.STRANGER.fill(codes="X").en),
            ("links", ecosystem_checks.NO_ACTUAL.en),
        }
        assert [(one.first, one.second, one.actual) for one in ecosystem.pairs(desk)] == [("B", "A", 2), ("B", "C", 0)]
        assert desk.reading("synergy_index").value == pytest.approx(2 / 5)
        assert desk.reading("links_missing").value == 1
        assert not ecosystem.by_partner(desk, "partner_sla")
        assert desk.reading("bottlenecks").value is None


def test_what_one_pair_gives_beyond_its_need_makes_up_for_no_other(office: Office) -> None:
    put(office, "partners", partner("A", kind="own"), partner("B"), partner("C"))
    put(office, "links", link("A", "B", 1, 3), link("A", "C", 3, 0), link("B", "C", None, 3))
    with office.desk(NOW) as desk:
        assert desk.reading("synergy_index").value == pytest.approx(1 / 4)
        assert desk.reading("synergy_index").n == 2, "what is not required does not count"


def chain(office: Office, hits: float, cases: float) -> None:
    put(office, "partners", partner("A", kind="own"), partner("B", sla_hits=hits, sla_cases=cases), partner("C"))
    put(office, "links", link("A", "B"), link("B", "C"))


@pytest.mark.parametrize(
    ("hits", "cases", "value", "status"),
    [(700, 1000, 1, "bad"), (88, 100, 1, "watch"), (950, 1000, 0, "none"), (5, 10, 0, "thin")],
)
def test_a_bottleneck_is_sure_to_be_watched_or_not_judged(
    office: Office, hits: float, cases: float, value: float, status: str
) -> None:
    chain(office, hits, cases)
    with office.desk(NOW) as desk:
        judged = ecosystem.by_partner(desk, "bottlenecks")["B"]
        assert (judged.value, judged.status) == (value, status)
        assert desk.reading("bottlenecks").value == value


def test_the_cut_offs_are_rows(office: Office) -> None:
    chain(office, 700, 1000)
    put(office, "parameters", {"parameter": "bottleneck_sla", "value": "0.60"})
    with office.desk(NOW) as desk:
        assert desk.reading("bottlenecks").value == 0
    put(
        office,
        "parameters",
        {"parameter": "bottleneck_sla", "value": "0.90"},
        {"parameter": "bottleneck_betweenness", "value": "1.1"},
    )
    with office.desk(NOW) as desk:
        assert desk.reading("bottlenecks").value == 0


def test_partners_without_any_link_and_links_without_need(office: Office) -> None:
    put(office, "partners", partner("A", kind="own"), partner("B"), partner("C"))
    with office.desk(NOW) as desk:
        assert desk.reading("network_density").value is None
        assert desk.reading("synergy_index").value is None
        assert len(ecosystem.places(desk)) == 3
    put(office, "links", link("A", "B", None, 1))
    with office.desk(NOW) as desk:
        assert desk.reading("network_parts").value == 2
        assert desk.reading("synergy_index").value is None
        assert ecosystem.by_partner(desk, "partner_closeness")["C"].value == 0


def test_an_empty_programme_has_no_ecosystem(office: Office) -> None:
    with office.desk(NOW) as desk:
        assert ecosystem.stated(desk) == ()
        assert ecosystem_checks.remarks(desk) == ()
        assert dict(ecosystem.places(desk)) == {}
        for one in desk.every(section="3.4"):
            assert one.value is None
            assert one.status in ("empty", "apart"), one.metric
