from __future__ import annotations

import re
from pathlib import Path

import pytest

from sq_core.catalogue import MEASURES, Catalogue, build_catalogue, fact_title, read_metric
from sq_core.catalogue.catalogue import _HERE
from sq_core.errors import MetricUnknown, MetricUnreadable
from sq_core.sheets import contracts
from sq_core.store import Store
from sq_core.words import LANGS

FILES = sorted((_HERE / "metrics").glob("*.sql"))
HEAD = '/*\ntitle = { zh = "甲", en = "A" }\nmeans = { zh = "甲", en = "A" }\nunit = "count"\nbetter = "up"\nsection = "1.1"\n*/\n'


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(Store(None, tuple(contracts().values())))


def build(folder: Path, **selects: str) -> Catalogue:
    for name, select in selects.items():
        (folder / f"{name}.sql").write_text(select if select.startswith("/*") else HEAD + select)
    return build_catalogue(Store(None, tuple(contracts().values())), folder)


GOOD = "select cast(null as date) as period, count(*) as num, cast(null as bigint) as den, count(*) as n from goals"


def test_there_are_at_least_twenty_and_none_is_broken(catalogue: Catalogue) -> None:
    assert len(catalogue.metrics) >= 20
    assert not catalogue.broken


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_metric_is_complete(path: Path, catalogue: Catalogue) -> None:
    metric = catalogue.metrics[path.stem]
    assert all(metric.title.of(lang) and metric.means.of(lang) for lang in LANGS)
    assert metric.sheets, "rests on at least one sheet"
    assert set(metric.sheets) <= {t for c in contracts().values() for t in (c.key, f"{c.key}_answers")}
    assert not set(metric.dimensions) & set(MEASURES)
    assert metric.check is not None, "no check, no metric"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_targets_and_thresholds_are_rows(path: Path) -> None:
    select = read_metric(path).select
    assert not re.search(r"(target|limit|threshold)\w*\s*(=|<|>|<=|>=|<>)\s*[\d']", select)


def test_lineage_comes_from_the_syntax_tree(catalogue: Catalogue) -> None:
    assert catalogue.metrics["satisfaction_index"].inputs == ("response_index",)
    assert set(catalogue.metrics["gap_to_sector"].sheets) == {
        "benchmarks",
        "survey_items",
        "survey_responses",
        "survey_responses_answers",
    }


def test_a_broken_file_breaks_itself_only(tmp_path: Path) -> None:
    catalogue = build(
        tmp_path,
        good=GOOD,
        bad="select nonsense from goals",
        lost="select 1 as num from nowhere",
        headless="/* */select 1",
    )
    assert set(catalogue.metrics) == {"good"}
    assert set(catalogue.broken) == {"bad", "lost", "headless"}
    for reason in catalogue.broken.values():
        assert reason.message.zh
        assert reason.remedy.en


@pytest.mark.parametrize(
    ("select", "reason"),
    [
        ("select 1 as num from goals; select 2", "one select"),
        ("select * from trunk.goals", "without a schema"),
        ("select * from range(3)", "table function"),
        ("with goals as (select 1 as num) select num from goals", "name of a table"),
        ("select * from (pivot goals on goal using count(*))", "cannot be used"),
    ],
)
def test_a_select_that_would_hide_its_inputs_is_refused(tmp_path: Path, select: str, reason: str) -> None:
    catalogue = build(tmp_path, tried=select)
    assert reason in catalogue.broken["tried"].message.en


def test_metrics_in_a_circle_are_all_named(tmp_path: Path) -> None:
    catalogue = build(tmp_path, one="select num from two", two="select num from one", good=GOOD)
    assert set(catalogue.broken) == {"one", "two"}
    assert "one" in catalogue.broken["two"].message.en
    assert set(catalogue.metrics) == {"good"}


@pytest.mark.parametrize(
    "head",
    [
        "/*\nunit = 'count'\n*/",
        "/*\nnot toml\n*/",
        HEAD.replace("count", "furlong"),
        HEAD.replace("section", "sektion"),
    ],
)
def test_a_head_is_read_strictly(tmp_path: Path, head: str) -> None:
    path = tmp_path / "tried.sql"
    path.write_text(head + "select 1")
    with pytest.raises(MetricUnreadable):
        read_metric(path)


def test_an_unknown_metric_is_answered_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(MetricUnknown) as refusal:
        catalogue.metric("satisfaction")
    assert "satisfaction_index" in refusal.value.remedy.en


@pytest.mark.parametrize("path", sorted((_HERE / "facts").glob("*.sql")), ids=lambda path: path.stem)
def test_a_fact_is_called_something_in_both_languages(path: Path) -> None:
    title = fact_title(path.stem, path.read_text("utf-8"))
    assert re.search("[\u4e00-\u9fff]", title.zh)
    assert re.fullmatch("[A-Z][A-Za-z' ]+", title.en)


def test_a_fact_without_a_title_is_called_by_its_name() -> None:
    assert fact_title("answered", "-- one row an answer\nselect 1").en == "answered"
