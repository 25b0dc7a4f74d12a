"""Every contract is complete in both languages and cannot be misread."""

import re
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

from sq_core.sheets import COLUMN_TYPES, Column, Contract, contracts, parameter_defaults
from sq_core.sheets.contract import read_contract
from sq_core.words import UNITS

EXPECTED = {
    "parameters": ("plan", ("parameter",)),
    "benchmarks": ("plan", ("benchmark", "segment", "year")),
    "drivers": ("plan", ("driver",)),
    "contributions": ("plan", ("contribution",)),
    "policies": ("plan", ("policy",)),
    "market_series": ("plan", ("series", "period")),
    "goals": ("plan", ("goal",)),
    "kpi_values": ("plan", ("kpi", "period", "region")),
    "survey_items": ("plan", ("item",)),
    "gap_items": ("plan", ("gap", "item")),
    "chain_units": ("fact", ()),
    "chain_links": ("plan", ("source", "target")),
    "survey_responses": ("fact", ()),
    "service_events": ("fact", ()),
    "complaints": ("fact", ()),
    "problems": ("plan", ("problem",)),
    "causes": ("plan", ("cause",)),
    "fmea": ("plan", ("failure",)),
    "touchpoints": ("plan", ("touchpoint",)),
    "touch_scores": ("plan", ("touchpoint", "period")),
    "partners": ("plan", ("partner",)),
    "links": ("plan", ("partner_from", "partner_to")),
}
each_sheet = pytest.mark.parametrize("contract", contracts().values(), ids=lambda c: c.key)
HAN = re.compile(r"[\u4e00-\u9fff]")


def folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold()) or text


def claims(names: dict[str, tuple[str, ...]]) -> dict[str, set[str]]:
    claimed: dict[str, set[str]] = defaultdict(set)
    for owner, spellings in names.items():
        for spelling in spellings:
            claimed[folded(spelling)].add(owner)
    return {spelling: owners for spelling, owners in claimed.items() if len(owners) > 1}


@pytest.mark.parametrize("key", EXPECTED)
def test_kind_and_key_of_each_sheet(key: str) -> None:
    contract = contracts()[key]
    assert (contract.kind, tuple(column.name for column in contract.keys)) == EXPECTED[key]


def test_nothing_but_the_expected_sheets_of_these_sections() -> None:
    sections = {"0", "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4"}
    assert {key for key, contract in contracts().items() if contract.section in sections} >= set(EXPECTED)


@each_sheet
def test_no_header_or_synonym_is_claimed_twice_in_a_sheet(contract: Contract) -> None:
    assert claims({c.name: (c.name, c.header.zh, c.header.en, *c.synonyms) for c in contract.columns}) == {}


def test_no_sheet_name_is_claimed_twice() -> None:
    assert claims({c.key: (c.key, c.title.zh, c.title.en, *c.synonyms) for c in contracts().values()}) == {}


@each_sheet
def test_no_choice_is_claimed_twice(contract: Contract) -> None:
    for column in contract.columns:
        twice = claims({c.value: (c.value, c.label.zh, c.label.en, *c.synonyms) for c in column.choices})
        assert twice == {}, column.name


@each_sheet
def test_titles_fit_a_sheet_tab(contract: Contract) -> None:
    for title in (contract.title.zh, contract.title.en):
        assert len(title) <= 31
        assert not set(title) & set("[]:*?/\\'")


@each_sheet
def test_both_languages_are_really_two(contract: Contract) -> None:
    for column in contract.columns:
        assert HAN.search(column.header.zh), column.name
        assert HAN.search(column.note.zh), column.name
        assert not HAN.search(column.header.en + column.note.en), column.name
        assert not re.search(r"[,;:]", column.note.zh), f"{column.name}: Chinese takes full-width punctuation"


@each_sheet
def test_synonyms_come_in_both_languages(contract: Contract) -> None:
    for column in contract.columns:
        joined = [column.header.zh, *column.synonyms]
        assert any(HAN.search(word) for word in joined), column.name
        in_english = any(not HAN.search(word) for word in column.synonyms)
        assert in_english or column.name.endswith("_zh"), column.name


@each_sheet
def test_example_and_default_are_valid(contract: Contract) -> None:
    for column in contract.columns:
        assert column.type in COLUMN_TYPES, column.name
        assert column.example is not None, column.name
        for value in (column.example, column.default):
            if value not in (None, ""):
                assert_valid(column, value)


def assert_valid(column: Column, value: object) -> None:
    match column.type:
        case "number" | "integer":
            assert isinstance(value, int | float)
            assert not isinstance(value, bool)
            assert column.type == "number" or isinstance(value, int)
            assert column.lowest is None or value >= column.lowest
            assert column.highest is None or value <= column.highest
        case "date" | "month":
            day = date.fromisoformat(str(value))
            assert column.type == "date" or day.day == 1
        case "moment":
            assert datetime.fromisoformat(str(value)).isoformat() == value
        case "choice":
            assert value in {choice.value for choice in column.choices}
        case "flag":
            assert isinstance(value, bool)
        case "text":
            assert isinstance(value, str)
            assert column.name != "unit" or value in UNITS


@each_sheet
def test_key_columns_are_never_blank(contract: Contract) -> None:
    for column in contract.keys:
        assert column.required or column.default is not None


def test_outside_hospital_survey_fits_two_sheets() -> None:
    headers = ("State", "HCAHPS Question", "HCAHPS Measure ID", "HCAHPS Answer Percent", "Footnote", "End Date")

    def match(sheet: str) -> tuple[str, ...]:
        names = {
            folded(s): c.name
            for c in contracts()[sheet].columns
            for s in (c.name, c.header.zh, c.header.en, *c.synonyms)
        }
        return tuple(names[folded(header)] for header in headers)

    assert match("kpi_values") == ("region", "question", "kpi", "value", "note", "period")
    assert match("benchmarks") == ("segment", "measure_en", "benchmark", "value", "doubt_en", "date")


def test_verification_labels() -> None:
    labels = {
        choice.value: (choice.label.zh, choice.label.en)
        for choice in contracts()["benchmarks"].by_name["status"].choices
    }
    assert labels == {
        "verified": ("已核实", "Verified"),
        "unverified": ("未核实", "Unverified"),
        "contradicted": ("有矛盾", "Contradicted"),
        "illustrative": ("仅示例", "Illustrative"),
    }
    assert contracts()["benchmarks"].by_name["status"].default == "unverified"


def test_shared_vocabularies_agree() -> None:
    columns = [column for contract in contracts().values() for column in contract.columns]
    for name in ("class", "evidence"):
        assert len({column.choices for column in columns if column.name == name}) == 1
    assert len({column.choices for column in columns if column.name in ("status", "verification")}) == 1


def test_defaults_hold_every_threshold() -> None:
    values = {name: default.value for name, default in parameter_defaults().items()}
    assert values == {
        "thin_n": "30",
        "stale_periods": "2",
        "watch_tolerance": "0.05",
        "reason_above": "0.10",
        "confidence": "0.95",
        "csat_top_box_share": "0.75",
        "evidence_factor_A": "1.0",
        "evidence_factor_B": "0.8",
        "evidence_factor_C": "0.5",
        "evidence_factor_D": "0.2",
        "timezone": "Asia/Shanghai",
        "fiscal_year_start": "1",
        "programme_start": "",
        "as_of": "",
        "sample": "false",
        "forecast_months": "24",
        "chance_heroic": "0.10",
        "chance_sandbagged": "0.90",
        "consistency_limit": "0.10",
        "proof_power": "0.80",
        "control_rules": "1,2,5,6",
        "dispersion_limit": "1.3",
        "signal_months": "3",
        "pareto_share": "0.80",
        "ipa_crosshair": "mean",
        "moment_importance": "8",
        "moment_distance": "0.5",
        "bottleneck_betweenness": "0.20",
        "bottleneck_sla": "0.90",
        "stakeholder_cut": "5",
        "chain_least_rows": "100",
        "chain_least_units": "8",
        "chain_resamples": "1000",
        "chain_seed": "20261031",
        "chain_steps": "0.01;0.02;0.05",
        "driver_months": "12",
        "driver_sample": "5000",
        "driver_resamples": "1000",
        "driver_seed": "20261031",
    }
    for default in parameter_defaults().values():
        assert HAN.search(default.meaning.zh)
        assert not HAN.search(default.meaning.en)
        assert default.unit in ("", *UNITS)


def test_every_evidence_grade_has_its_factor() -> None:
    grades = {choice.value for choice in contracts()["drivers"].by_name["evidence"].choices}
    assert {f"evidence_factor_{grade}" for grade in grades} <= set(parameter_defaults())


def test_a_misspelt_setting_is_refused(tmp_path: Path) -> None:
    text = """key = "odd"\nkind = "plan"\nsection = "9"\ntitle = { zh = "一", en = "One" }\npurpose = { zh = "一", en = "One" }
[[column]]\nname = "a"\nheader = { zh = "甲", en = "A" }\nnote = { zh = "甲", en = "A" }\nkey = true\nreqired = true\n"""
    (tmp_path / "odd.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="reqired"):
        read_contract(tmp_path / "odd.toml")
