"""The chain on small programmes: too little to estimate, losses, assumptions out of order, a chain that is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from sq_core.desk import Desk, Office, View, chain, chain_effects, chain_sentences
from sq_core.desk.chain_links import BACKWARD, NO_ORDER, ORDER, stated_links
from sq_core.ledger import FactBatch
from sq_core.sheets import Cell, contracts
from tests.programmes import new_office, put, take

NAMES = ORDER
SHORT = {"chain_least_rows": "30", "chain_least_units": "3", "chain_resamples": "200"}
ROUND = "employee_satisfaction", "service_quality"


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def batch(rows: list[dict[str, object]], sha: str = "chain") -> FactBatch:
    contract = contracts()["chain_units"]
    kinds = {"branch": pa.string(), "period": pa.date32()}
    columns = {"row_no": pa.array(range(2, len(rows) + 2), pa.int32())} | {
        column.name: pa.array([row.get(column.name) for row in rows], kinds.get(column.name, pa.float64()))
        for column in contract.columns
    }
    letters = ", ".join(f'"{column.name}": "{chr(65 + at)}"' for at, column in enumerate(contract.columns))
    return FactBatch("chain_units", "chain_units", 1, "{" + letters + "}", pa.table(columns), None, sha)


def months(units: int = 5, count: int = 12, loss: bool = False) -> list[dict[str, object]]:
    random = np.random.default_rng(7)
    rows: list[dict[str, object]] = []
    for unit in range(units):
        for at in range(count):
            staff = float(np.exp(random.normal(4, 0.1)))
            turnover = 0.5 * staff**-0.8 * float(np.exp(random.normal(0, 0.02)))
            quality = 10 * staff**0.4 * float(np.exp(random.normal(0, 0.01)))
            customer, kept = 20 * quality**0.5, 0.5
            kept = 0.3 * customer**0.25 * float(np.exp(random.normal(0, 0.002)))
            revenue = 1000 * kept * float(np.exp(random.normal(0, 0.01)))
            profit = 2 * revenue - (2100 if loss else 0) + random.normal(0, 1)
            customer *= float(np.exp(random.normal(0, 0.01)))
            cells = (staff, turnover, quality, customer, kept, revenue, profit)
            when = date(2025 + at // 12, at % 12 + 1, 1)
            rows.append({"branch": f"U{unit}", "period": when, **dict(zip(NAMES, cells, strict=True))})
    return rows


def settings(office: Office, **more: str) -> None:
    put(office, "parameters", *({"parameter": name, "value": value} for name, value in (SHORT | more).items()))


def link(source: str, target: str, **more: Cell) -> Mapping[str, Cell]:
    return {"source": source, "target": target, **more}


def lines(desk: Desk) -> dict[str, chain.ChainLine]:
    found = chain.chain(desk)
    assert found is not None
    return {one.code: one for one in found.lines}


def test_nothing_is_nothing(office: Office) -> None:
    with office.desk(View("en")) as desk:
        assert chain.chain(desk) is None
        assert desk.reading("chain_elasticity").status == "empty"
        assert chain_sentences.overall(None, desk.reading("chain_elasticity")).zh


def test_enough_is_estimated_and_the_same_every_time(office: Office) -> None:
    settings(office)
    take(office, batch(months()))
    with office.desk(View("en")) as desk:
        found = lines(desk)
        again = chain._chain(desk)
        assert again is not None
        assert [one.low for one in again.lines] == [one.low for one in found.values()]
    assert {one.grade for one in found.values()} == {"estimated"}
    assert {one.rows for one in found.values()} == {60}


def test_too_little_takes_the_assumption_and_says_so(office: Office) -> None:
    settings(office, chain_least_rows="500")
    take(office, batch(months()))
    put(
        office,
        "chain_links",
        link("revenue", "profit", elasticity=1.5, low=1.0, high=2.0, owner="Finance", evidence="C"),
    )
    with office.desk(View("en")) as desk:
        found = lines(desk)
        reading = next(one for one in desk.by("chain_elasticity", "link") if one.dimensions["link"] == "revenue>profit")
        said = chain_sentences.overall(chain.chain(desk), desk.reading("chain_elasticity")).en
    assert found["revenue>profit"].grade == "assumption"
    assert (reading.value, reading.low, reading.high, reading.n, reading.owner) == (1.5, 1.0, 2.0, None, "Finance")
    assert found["retention>revenue"].grade == "thin", "there is no assumption, so the thin estimate stands and says so"
    assert "0 of 7 links are estimated" in said
    assert "Revenue → Profit is assumed" in said


def test_assumptions_alone_make_a_chain_and_a_broken_one_says_where(office: Office) -> None:
    settings(office)
    every = [
        link(a, b, elasticity=0.5, low=0.4, high=0.6) for a, b in chain.CHAIN if (a, b) != ("retention", "revenue")
    ]
    put(office, "chain_links", *every)
    with office.desk(View("en")) as desk:
        found = chain.chain(desk)
        assert found is not None
        whole = desk.reading("chain_elasticity")
        effects = chain_effects.effect_readings(desk, "employee_satisfaction", "0.01")
        said = chain_sentences.overall(found, whole)
    assert whole.value is None
    assert whole.broken is not None
    assert "Retention → Revenue is neither estimated nor assumed" in whole.broken.message.en
    assert said.en == whole.broken.message.en
    assert effects["retention"]["middle"].value is not None
    assert effects["profit"]["middle"].value is None
    quality = 0.5 + 0.25
    assert effects["retention"]["middle"].value == pytest.approx(1.01 ** (quality * 0.25) - 1, rel=0.05)


def test_losses_are_told_in_money_and_not_in_percent(office: Office) -> None:
    settings(office)
    take(office, batch(months(loss=True)))
    with office.desk(View("en")) as desk:
        found = chain.chain(desk)
        assert found is not None
        reading = next(one for one in desk.by("chain_elasticity", "link") if one.dimensions["link"] == "revenue>profit")
        effects = chain_effects.effect_readings(desk, "revenue", "0.01")
        said = chain_sentences.method(desk, found).en
    assert "profit" not in found.logged
    assert "Profit" in said.rsplit("own unit", 1)[-1]
    assert reading.unit == "cny"
    mean = np.mean([float(str(row["revenue"])) for row in months(loss=True)])
    assert reading.value == pytest.approx(2 * mean / 100, rel=0.05), "one percent more revenue brings two yuan a yuan"
    assert effects["profit"]["middle"].unit == "cny"
    assert effects["profit"]["middle"].value == pytest.approx(np.log(1.01) * 100 * (reading.value or 0), rel=0.02)


def test_a_month_loaded_twice_counts_as_loaded_last(office: Office) -> None:
    rows = months(units=2, count=3)
    take(office, batch(rows))
    take(office, batch([{**rows[0], "revenue": 5.0}], "again"))
    with office.desk(View("en", "all")) as desk:
        assert desk.reading("chain_rows").value == 6
        found = desk.select("chain_unit", "revenue", "branch, period")
    assert found[0][0] == 5.0


def test_links_that_lead_back_or_stand_upside_down_are_not_taken(office: Office) -> None:
    settings(office)
    put(
        office,
        "chain_links",
        link("profit", "revenue", elasticity=1.0),
        link("revenue", "profit", elasticity=1.0, low=2.0, high=3.0),
    )
    with office.desk(View("en")) as desk:
        flaws = {(one.source, one.target): one.flaw for one in stated_links(desk)}
        said = chain_sentences.not_taken(stated_links(desk))
        found = lines(desk)
    assert flaws["profit", "revenue"] is BACKWARD
    assert "Profit → Revenue (a link has to lead forward" in said.en
    assert "2 行没有采用" in said.zh
    assert flaws["revenue", "profit"] is NO_ORDER
    assert "profit>revenue" not in found
    assert found["revenue>profit"].grade == "missing"


def test_an_arrow_of_the_programme_joins_the_chain_with_its_lag(office: Office) -> None:
    settings(office)
    take(office, batch(months()))
    put(office, "chain_links", link("service_quality", "retention", lag=3))
    with office.desk(View("en")) as desk:
        found = chain.chain(desk)
        assert found is not None
        joined = lines(desk)["service_quality>retention"]
        late = chain_effects.arrival(found, "service_quality", "profit")
    assert (joined.grade, joined.arrow.lag, joined.rows) == ("estimated", 3, 45)
    assert late == (0, 3)
    assert chain_sentences.when(late).en == "0–3 mo."


def test_steps_that_are_no_numbers_are_left_out(office: Office) -> None:
    settings(office, chain_steps="0.01; x; ;0;-0.02")
    with office.desk(View("en")) as desk:
        assert chain_effects.steps(desk) == ("0.01", "-0.02")
    assert [chain_sentences.step_name(step).en for step in ("0.01", "-0.02", "0.005")] == ["+1%", "−2%", "+0.5%"]


def test_a_setting_that_cannot_be_worked_with_is_as_shipped(office: Office) -> None:
    settings(office, chain_seed="often", chain_resamples="0", chain_least_units="nan", chain_steps="none")
    take(office, batch(months()))
    with office.desk(View("en")) as desk:
        found = chain.chain(desk)
        assert found is not None
        assert len(found.draws) == 1000
        assert {one.units for one in found.lines} == {5}
        assert {one.grade for one in found.lines} == {"thin"}, "five units are fewer than the eight that are shipped"
        assert chain_effects.steps(desk) == ("0.01", "0.02", "0.05")


def test_no_word_of_the_chain_claims_a_cause(office: Office) -> None:
    settings(office)
    take(office, batch(months()))
    with office.desk(View("en")) as desk:
        found = chain.chain(desk)
        assert found is not None
        deciles = chain_effects.effect_readings(desk, "employee_satisfaction", "0.05")
        said = [
            chain_sentences.overall(found, desk.reading("chain_elasticity")),
            chain_sentences.strongest(found),
            chain_sentences.pushed("employee_satisfaction", "0.05", deciles),
            chain_sentences.method(desk, found),
        ]
    for text in said:
        assert not any(word in text.zh for word in ("导致", "使得", "造成"))
        assert not any(word in text.en for word in ("causes ", "leads to", "drives", "because"))
