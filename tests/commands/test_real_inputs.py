"""Inputs nobody here made, by the command line: a kiosk survey in Korean, patient ratings in words, measures of states.

Where they are not at hand, look-alikes of the same shape stand in, and the figures are those of the look-alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands.terminal import Terminal, workbook
from tests.real_inputs import RealInputs

pytestmark = pytest.mark.slow


def readings(typed: Terminal, *words: str) -> dict[str, dict[str, Any]]:
    return {one["metric"]: one for one in typed("metrics", *words, "--json").json}


def test_a_survey_in_a_language_we_do_not_speak(empty: Terminal, tmp_path: Path, real_inputs: RealInputs) -> None:
    path = real_inputs.find("service_quality/kiosk_servqual_kr/설문응답지_redacted.xlsx")
    if path is None:
        heads = ["타임스탬프", *(f"{item}-{side}" for item in range(1, 23) for side in (1, 2))]
        rows = [
            ["2019-07-01", *(6 if at % 2 == 0 else 5 - (at // 2 in (11, 12)) for at in range(44))] for _ in range(30)
        ]
        look = tmp_path / "kiosk.xlsx"
        look.write_bytes(workbook({"서브퀄": [heads, *rows]}))
    assert empty("load", path or look, "--sheet", "서브퀄", "--json").code == 0
    found = readings(empty, "--period", "all")
    by_item = empty("metrics", "--by", "item", "--period", "all", "--json").json
    gaps = [one for one in by_item if one["metric"] == "item_gap"]
    worst = [one["item"] for one in sorted(gaps, key=lambda one: one["value"])]
    assert len(gaps) == 22
    sides = {
        metric: {one["item"]: one["value"] for one in by_item if one["metric"] == metric}
        for metric in ("item_perception", "item_expectation")
    }
    for one in gaps:
        item = one["item"]
        assert one["value"] == pytest.approx(sides["item_perception"][item] - sides["item_expectation"][item])
    assert found["servperf"]["value"] == pytest.approx(found["perception_mean"]["value"])
    if path is None:
        assert set(worst[:2]) == {"12", "13"}
        assert found["expectation_mean"]["value"] == 6
        return
    assert found["response_count"]["value"] == 196
    assert round(found["expectation_mean"]["value"], 2) == 6.00
    assert round(found["perception_mean"]["value"], 2) == 4.97
    assert worst[:4] == ["13", "12", "21", "4"]
    assert [round(one["value"], 2) for one in sorted(gaps, key=lambda one: one["value"])][:4] == [
        -1.94,
        -1.81,
        -1.77,
        -1.75,
    ]


def test_a_word_that_is_no_score_is_not_one(empty: Terminal, tmp_path: Path, real_inputs: RealInputs) -> None:
    path = real_inputs.find("service_quality/nhs_fft_ratings/fft_ratings_no_text.csv")
    if path is None:
        words = (
            ["Very good"] * 20
            + ["Good"] * 8
            + ["Poor"] * 2
            + ["Neither good nor poor"] * 3
            + ["Very poor"]
            + ["Don't know"] * 3
        )
        lines = [f"2023-07-{n % 28 + 1:02} 15:28:00,{word},Earls Court" for n, word in enumerate(words)]
        look = tmp_path / "ratings.csv"
        look.write_text("\n".join(["time,rating,surgery", *lines]), encoding="utf-8")
    assert empty("load", path or look, "--json").code == 0
    answer, responses = (readings(empty, "--period", "all")[name] for name in ("answer_mean", "response_count"))
    assert (answer["n"], responses["value"]) == ((3863, 3882) if path else (34, 37))


def test_what_is_not_available_is_missing_and_never_zero(
    empty: Terminal, tmp_path: Path, real_inputs: RealInputs
) -> None:
    path = real_inputs.find("service_quality/hcahps_state/HCAHPS.csv")
    if path is None:
        heads = "State,HCAHPS Question,HCAHPS Measure ID,HCAHPS Answer Description,HCAHPS Answer Percent,Start Date,End Date"
        lines = [
            f"{state},Patients who …,H_COMP_{n},always,{'Not Available' if state == 'VI' else 70 + n},04/01/2018,03/31/2019"
            for state in ("AK", "AL", "VI")
            for n in range(4)
        ]
        look = tmp_path / "HCAHPS.csv"
        look.write_text("\n".join([heads, *lines]), encoding="utf-8")
    assert empty("load", path or look, "--json").code == 0
    assert readings(empty, "--period", "all")["kpi_missing"]["value"] == (288 if path else 4)
    values = [one["value"] for one in empty("metrics", "--by", "region", "--json").json if one["metric"] == "kpi_value"]
    assert 0 not in values


def test_requests_of_a_city_give_their_times_to_close(empty: Terminal, tmp_path: Path, real_inputs: RealInputs) -> None:
    path = real_inputs.find("service_quality/nyc311_20k/nyc_311_sample.csv")
    if path is None:
        heads = "unique_key,created_date,closed_date,agency,complaint_type,descriptor,borough,status"
        lines = [
            f"{n},12/{n % 20 + 1:02}/2015 01:00:00 PM,12/{n % 20 + 1:02}/2015 0{n % 9 + 1}:30:00 PM,NYPD,Noise,Loud,QUEENS,Closed"
            for n in range(90)
        ]
        lines += [f"X{n},12/21/2015 01:00:00 PM,,NYPD,Noise,Loud,BRONX,Assigned" for n in range(3)]
        look = tmp_path / "requests.csv"
        look.write_text("\n".join([heads, *lines]), encoding="utf-8")
    loaded = empty("load", path or look, "--json")
    assert loaded.code == 0
    assert [one["contract"] for one in loaded.json["sheets"]] == ["service_events"]
    found = readings(empty, "--section", "2.1")
    median, p90 = (found[f"time_to_close_{name}"] for name in ("median", "p90"))
    counted = [found[name]["value"] for name in ("event_count", "still_open", "backlog", "events_unsound")]
    if path is None:
        assert (median["value"], p90["value"], counted) == (4.5, 8.5, [93, 3, 3, 0])
        return
    assert (round(median["value"], 1), round(p90["value"], 1), median["n"]) == (2.8, 9.5, 19_875)
    assert counted == [20_000, 125, 125, 0]
    assert median["low"] < 2.77 < median["high"]


def test_complaints_of_a_regulator_are_complaints(empty: Terminal, tmp_path: Path, real_inputs: RealInputs) -> None:
    path = real_inputs.find("service_quality/cfpb_pipeline_fixtures/complaints-subset.csv")
    if path is None:
        lines = [f"2016-10-{n % 28 + 1:02},Mortgage,Late fee,AZ,2016-10-03" for n in range(40)]
        look = tmp_path / "complaints-subset.csv"
        look.write_text("\n".join(["date_received,product,issue,state,date_sent_to_company", *lines]), encoding="utf-8")
    assert empty("load", path or look, "--json").code == 0
    assert readings(empty, "--section", "2.1", "--period", "all")["complaint_count"]["value"] == (280 if path else 40)


@pytest.mark.parametrize("name", ["v1-public", "v2-public", "v2-intake"])
def test_every_layout_of_a_regulator_is_known(
    empty: Terminal, tmp_path: Path, real_inputs: RealInputs, name: str
) -> None:
    path = real_inputs.find(f"service_quality/cfpb_pipeline_fixtures/{name}.csv")
    if path is None:
        heads = "Date received,Product,Sub-product,Issue,Consumer complaint narrative,State,ZIP code,Submitted via,Complaint ID"
        lines = [f'9/{n + 1}/19,"Credit, report",Other,Late,Lorem ipsum,AZ,275XX,Web,{n}' for n in range(30)]
        path = tmp_path / f"{name}.csv"
        path.write_text("\n".join([heads, *lines]), encoding="utf-8")
    loaded = empty("load", path, "--json")
    assert loaded.code == 0
    assert [one["contract"] for one in loaded.json["sheets"]] == ["complaints"]
    assert readings(empty, "--section", "2.1", "--period", "all")["complaint_count"]["value"] == 30


def test_customers_who_left_are_counted_by_contract(empty: Terminal, tmp_path: Path, real_inputs: RealInputs) -> None:
    path = real_inputs.find("service_quality/telco_churn/Telco-Customer-Churn.csv")
    if path is None:
        heads = "customerID,gender,tenure,InternetService,Contract,PaymentMethod,MonthlyCharges,TotalCharges,Churn"
        lines = [
            f"{n}-AB,Female,{n % 60},DSL,{'One year' if n % 2 else 'Month-to-month'},Mailed check,{20 + n % 4}.5, ,"
            f"{'Yes' if n % 8 == 0 else 'No'}"
            for n in range(80)
        ]
        look = tmp_path / "Telco-Customer-Churn.csv"
        look.write_text("\n".join([heads, *lines]), encoding="utf-8")
    loaded = empty("load", path or look, "--json")
    assert loaded.code == 0
    assert [one["contract"] for one in loaded.json["sheets"]] == ["customers"]
    found = readings(empty, "--section", "8.2")
    by_plan = {
        one["plan"]: round(one["value"], 3)
        for one in empty("metrics", "--section", "8.2", "--by", "plan", "--json").json
        if one["metric"] == "customer_churn"
    }
    if path is None:
        assert found["customer_churn"]["value"] == 0.125
        assert by_plan == {"Month-to-month": 0.25, "One year": 0.0}
        return
    assert (round(found["customer_churn"]["value"], 3), found["customer_churn"]["n"]) == (0.265, 7043)
    assert round(found["fee_churn"]["value"], 3) == 0.305
    assert by_plan == {"Month-to-month": 0.427, "One year": 0.113, "Two year": 0.028}


def test_a_sheet_hardly_like_any_is_refused_and_read_when_said(
    empty: Terminal, tmp_path: Path, real_inputs: RealInputs
) -> None:
    path = real_inputs.find("service_quality/itsm_tickets_40/ITSM_data.csv")
    if path is None:
        heads = "CI_Name,CI_Cat,CI_Subcat,WBS,Incident_ID,Status,Impact,KB_number,Alert_Status,Open_Time,Reopen_Time,Resolved_Time,Close_Time,Handle_Time_hrs,Closure_Code,Related_Change"
        lines = [
            f"SUB{n},app,Web,WBS1,IM{n},Closed,NS,KM1,closed,{13 + n % 9}/02/2013 13:00,,{'' if n < 2 else '14/03/2013 12:00'},"
            f'{13 + n % 9}/02/2013 15:00,"3,87,16,91,111",Other,'
            for n in range(30)
        ]
        path = tmp_path / "ITSM_data.csv"
        path.write_text("\n".join([heads, *lines]), encoding="utf-8")
        expected = (30, 0, 2.0)
    else:
        expected = (40, 0, 9067.5)
    refused = empty("load", path, "--json")
    assert refused.code == 2
    assert "--as service_events" in str(refused.json)
    assert empty("load", path, "--as", "service_events", "--json").code == 0
    found = readings(empty, "--section", "2.1", "--period", "all")
    assert (
        found["event_count"]["value"],
        found["still_open"]["value"],
        round(found["time_to_close_median"]["value"], 1),
    ) == expected
