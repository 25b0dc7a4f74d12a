"""Bringing a workbook in on the screen: a log with several rows of one code is taken for what it is when that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.desk import Office
from sq_core.ui.front import FRONT
from tests.programmes import new_office

pytestmark = pytest.mark.slow

LOG = (
    b"ticket,opened,closed,updated\n"
    b"T1,2026-09-01 08:00,,2026-09-01 08:00\n"
    b"T1,2026-09-01 08:00,2026-09-02 08:00,2026-09-02 08:00\n"
    b"T2,2026-09-03 08:00,,2026-09-03 08:00\n"
)


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    FRONT.seat(office)
    yield office
    FRONT.seat(None)
    office.close()


def script(lang: str) -> None:
    from typing import cast

    from sq_core.ui.upload import upload_panel
    from sq_core.words import Lang

    upload_panel(cast("Lang", lang))


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "This is a log: take only the last row of each code (rows left out: 1)"),
        ("zh", "这是日志：每个编号只取最后一行（去掉 1 行）"),
    ],
)
def test_the_last_row_of_each_code_is_taken_on_request(office: Office, lang: str, says: str) -> None:
    app = AppTest.from_function(script, default_timeout=60, kwargs={"lang": lang}).run()
    app.file_uploader[0].set_value(("log.csv", LOG, "text/csv")).run()
    assert not app.exception
    (choice,) = app.checkbox
    assert (choice.label, choice.value) == (says, False)
    assert app.error, "as it stands the log is refused"
    choice.check().run()
    assert not app.exception
    assert not app.error
    assert (app.checkbox[0].label, app.checkbox[0].value) == (says, True)
    app.checkbox[0].uncheck().run()
    assert app.error


def test_a_sheet_without_repeated_codes_is_not_asked_about(office: Office) -> None:
    app = AppTest.from_function(script, default_timeout=60, kwargs={"lang": "en"}).run()
    app.file_uploader[0].set_value(
        ("log.csv", LOG.replace(b"T1,2026-09-01 08:00,,", b"T0,2026-09-01 08:00,,"), "text/csv")
    ).run()
    assert not app.exception
    assert not app.checkbox
    assert not app.error
