"""Readings of customers against figures worked out apart from the product: pandas, straight from the workbook."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from sq_core.desk import Office, View
from sq_core.sheets import contracts

WORKBOOK = Path(__file__).parents[2] / "data" / "sample_programme.xlsx"


@pytest.fixture(scope="module")
def customers() -> pd.DataFrame:
    contract = contracts()["customers"]
    table = pd.read_excel(WORKBOOK, sheet_name=contract.title.zh, engine="openpyxl")
    table = table.rename(columns={column.header.zh: column.name for column in contract.columns})
    table["churned"] = table["churned"] == "是"
    return table


def test_shares_lost_by_contract_are_those_of_the_workbook(sample_office: Office, customers: pd.DataFrame) -> None:
    lost = customers.groupby("plan")["churned"].mean()
    fees = customers.dropna(subset=["monthly_fee"])
    with sample_office.desk(View("en")) as desk:
        assert {one.dimensions["plan"]: one.value for one in desk.by("customer_churn", "plan")} == pytest.approx(
            dict(lost)
        )
        whole = desk.reading("customer_churn")
        assert whole.value == pytest.approx(customers["churned"].mean())
        assert whole.n == len(customers)
        assert whole.low is not None
        assert whole.low < customers["churned"].mean()
        assert desk.reading("fee_churn").value == pytest.approx(
            fees.loc[fees["churned"], "monthly_fee"].sum() / fees["monthly_fee"].sum()
        )
        assert desk.reading("fee_churn").n == len(fees)
