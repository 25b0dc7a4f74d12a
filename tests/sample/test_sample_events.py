"""The drawn events and complaints fit their contracts, fit each other, and leave what was drawn before as it was."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from data.make_sample import HERE, written_rows
from data.sample_events import EVENT_SEED, KINDS, complaint_rows, draw_events, event_rows
from data.sample_texts import COMPLAINTS
from sq_core.desk import open_office
from sq_core.sheets import contracts
from tests.sample.test_sample import assert_fits, rows

SHIPPED = Path(__file__).parents[2] / "data"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("key", ["service_events", "complaints", "problems", "causes", "fmea"])
def test_every_row_fits_its_contract(key: str) -> None:
    contract = contracts()[key]
    found = rows(key)
    for row in found:
        for column in contract.columns:
            if row[column.name] is not None:
                assert_fits(column, row[column.name])
            else:
                assert not column.required
    named = [row[name] for row in found if row[name := contract.identity or contract.keys[0].name] is not None]
    assert len(set(named)) == len(found) > 5


def test_sizes() -> None:
    assert (len(rows("service_events")), len(rows("complaints"))) == (8217, 703)
    assert (SHIPPED / "sample_programme.xlsx").stat().st_size < 3_000_000


def test_drawing_again_gives_the_same_rows() -> None:
    def draw(seed: int) -> tuple[object, object]:
        random = np.random.default_rng(seed)
        events = draw_events(random)
        return event_rows(events)[:500], complaint_rows(random, events)

    assert draw(EVENT_SEED) == draw(EVENT_SEED)
    assert draw(EVENT_SEED) != draw(EVENT_SEED + 1)


def test_complaints_follow_events() -> None:
    events = {row["event"]: row for row in rows("service_events")}
    for row in rows("complaints"):
        event = events[row["event"]]
        assert (row["region"], row["channel"], row["product"]) == (event["region"], event["channel"], event["type"])
        assert str(row["date"])[:10] >= str(event["opened"])[:10]
        assert row["resolved"] is None or str(row["resolved"]) > str(row["date"])


def test_texts_are_of_the_language_they_say() -> None:
    texts = [(str(row["text"]), row["language"]) for row in rows("complaints")]
    assert {language for _, language in texts} == {"中文", "英文"}
    assert all(bool(HAN.search(text)) == (language == "中文") for text, language in texts)
    assert len({text for text, _ in texts}) > 350
    assert {row["type"] for row in rows("complaints")} == {theme.name for theme in COMPLAINTS}
    assert {row["type"] for row in rows("service_events")} == {kind.name for kind in KINDS}


def test_causes_are_a_tree_bound_to_metrics_that_exist() -> None:
    causes = {str(row["cause"]): row for row in rows("causes")}
    problems = {row["problem"] for row in rows("problems")}
    office = open_office(None)
    known = office.catalogue.metrics
    office.close()
    shares: dict[object, float] = {}
    for row in causes.values():
        assert row["problem"] in problems
        parent = causes.get(str(row["parent"])) if row["parent"] else None
        assert (parent is None) == (row["parent"] is None)
        assert parent is None or parent["problem"] == row["problem"]
        family = (row["problem"], row["parent"])
        shares[family] = shares.get(family, 0.0) + float(str(row["share"] or 0))
        assert (row["metric"] is None) == (row["condition"] is None)
    assert all(total <= 1 + 1e-9 for total in shares.values())
    for sheet in ("causes", "problems"):
        for row in rows(sheet):
            metric = known[str(row["metric"])] if row["metric"] else None
            assert metric is None or row["dimension"] is None or row["dimension"] in metric.dimensions


def test_what_people_wrote_stands_in_the_workbook() -> None:
    for key in ("problems", "causes", "fmea"):
        written = written_rows(HERE / "sample" / f"{key}.csv", key)
        assert len(written) == len(rows(key))
        assert [str(row[0]) for row in written] == [str(row[contracts()[key].keys[0].name]) for row in rows(key)]
