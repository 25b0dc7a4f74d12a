"""The chain of the sample programme, worked out apart from the product with pandas, from the cells of the workbook."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from data.sample_chain import (
    CUSTOMER_RETENTION,
    QUALITY_CUSTOMER,
    RETENTION_REVENUE,
    STAFF_QUALITY,
    STAFF_TURNOVER,
    TURNOVER_QUALITY,
)
from sq_core.desk import Desk, Office, View
from tests.sample.test_sample import rows

PLANTED = {
    "employee_satisfaction>employee_turnover": STAFF_TURNOVER,
    "employee_satisfaction>service_quality": STAFF_QUALITY,
    "employee_turnover>service_quality": TURNOVER_QUALITY,
    "service_quality>customer_satisfaction": QUALITY_CUSTOMER,
    "customer_satisfaction>retention": CUSTOMER_RETENTION,
    "retention>revenue": RETENTION_REVENUE,
}
LAGS = {"employee_turnover>service_quality": 1, "customer_satisfaction>retention": 1, "retention>revenue": 2}


@pytest.fixture
def office(sample_office: Office) -> Office:
    return sample_office


@cache
def panel() -> pd.DataFrame:
    table = pd.DataFrame(rows("chain_units"))
    table["period"] = pd.to_datetime(table["period"])
    numbers = table.columns.difference(["branch", "period"])
    table[numbers] = np.log(table[numbers].astype(float))
    return table.set_index(["branch", "period"]).sort_index()


def slopes(target: str, *links: str) -> list[float]:
    """Regress on dummies of branch and month, rows with a gap left out."""
    columns = {link: panel()[link.split(">")[0]].groupby(level="branch").shift(LAGS.get(link, 0)) for link in links}
    whole = pd.DataFrame(columns).assign(target=panel()[target]).dropna()
    dummies = pd.get_dummies(whole.reset_index()[["branch", "period"]].astype(str), dtype=float)
    design = np.hstack([whole[list(links)].to_numpy(), dummies.to_numpy()])
    found = np.linalg.lstsq(design, whole["target"].to_numpy(), rcond=None)[0]
    return [float(one) for one in found[: len(links)]]


def arrows(desk: Desk) -> dict[str, float]:
    return {one.dimensions["link"]: one.value or 0.0 for one in desk.by("chain_elasticity", "link")}


def test_every_estimated_arrow_agrees_with_dummies(office: Office) -> None:
    with office.desk(View("en")) as desk:
        found = arrows(desk)
    by_target: dict[str, list[str]] = {}
    for link in PLANTED:
        by_target.setdefault(link.split(">")[1], []).append(link)
    for target, links in by_target.items():
        assert [found[link] for link in links] == pytest.approx(slopes(target, *links), abs=1e-7)


def test_what_was_planted_comes_out(office: Office) -> None:
    with office.desk(View("en")) as desk:
        for one in desk.by("chain_elasticity", "link"):
            planted = PLANTED.get(one.dimensions["link"])
            if planted is not None:
                assert one.value == pytest.approx(planted, rel=0.2)
                assert one.n is not None
                assert one.n > 500


def test_profit_is_too_thin_to_be_estimated_and_stands_as_assumed(office: Office) -> None:
    with office.desk(View("en")) as desk:
        (last,) = [one for one in desk.by("chain_elasticity", "link") if one.dimensions["link"] == "revenue>profit"]
        assert (last.value, last.low, last.high, last.n) == (1.4, 1.0, 1.8, None)
        assert desk.reading("chain_evidence").value == pytest.approx(6 / 7)


def test_the_whole_is_the_product_of_its_ways(office: Office) -> None:
    with office.desk(View("en")) as desk:
        e = arrows(desk)
        whole = desk.reading("chain_elasticity")
        total = {one.dimensions["pair"]: one.value for one in desk.by("chain_total", "pair")}
        indirect = {one.dimensions["pair"]: one.value for one in desk.by("chain_indirect", "pair")}
    round_about = e["employee_satisfaction>employee_turnover"] * e["employee_turnover>service_quality"]
    quality = e["employee_satisfaction>service_quality"] + round_about
    rest = e["service_quality>customer_satisfaction"] * e["customer_satisfaction>retention"]
    wanted = quality * rest * e["retention>revenue"] * e["revenue>profit"]
    assert whole.value == pytest.approx(wanted)
    assert total["employee_satisfaction>profit"] == pytest.approx(wanted)
    assert indirect["employee_satisfaction>service_quality"] == pytest.approx(round_about)
    assert total["employee_satisfaction>service_quality"] == pytest.approx(quality)
    assert "employee_satisfaction>employee_turnover" not in indirect, "there is no way round"


def test_a_push_goes_along_with_what_the_elasticity_says(office: Office) -> None:
    where = (("lever", "employee_satisfaction"), ("step", "0.05"))
    with office.desk(View("en")) as desk:
        total = {
            one.dimensions["pair"].split(">")[1]: one
            for one in desk.by("chain_total", "pair")
            if one.dimensions["pair"].startswith("employee_satisfaction")
        }
        deciles = {
            name: {
                one.dimensions["target"]: one.value or 0.0
                for one in desk.by(f"chain_effect_{name}", "lever", "step", "target", where=where)
            }
            for name in ("low", "middle", "high")
        }
    assert set(deciles["middle"]) == set(total)
    for target, one in total.items():
        assert deciles["middle"][target] == pytest.approx(1.05 ** (one.value or 0) - 1, rel=0.06)
        assert deciles["low"][target] < deciles["middle"][target] < deciles["high"][target]
