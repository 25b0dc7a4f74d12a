"""Key drivers on the screen: what goes with the outcome that is chosen, how sure that is, and what to beware of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core import charts
from sq_core.catalogue import Broken
from sq_core.desk import driver_sentences, key_drivers
from sq_core.ui import state
from sq_core.ui.elements import choose, heading, muted, plain_text
from sq_core.ui.pictures import picture
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.desk.key_drivers import Drivers
    from sq_core.models import Weighing

HEADING = Text("与结果相伴的是什么", "What goes with the outcome")
OUTCOME = Text("结果", "Outcome")


def driver_panel(desk: Desk) -> None:
    """Draw the drivers of the outcome that is chosen; where there are too few responses, say what to upload."""
    lang = state.current().lang
    heading(HEADING)
    outcome = choose("problems.outcome", key_drivers.OUTCOMES, label=OUTCOME)
    known = key_drivers.drivers(desk, outcome)
    if isinstance(known, Broken):
        st.markdown(f"**{plain_text(known.message.of(lang))}**")
        muted(known.remedy.of(lang))
        return
    months, resamples = (int(float(desk.parameters[name])) for name in ("driver_months", "driver_resamples"))
    caption = charts.Caption(driver_sentences.strongest(known), driver_sentences.basis(known, months, resamples))
    where = (("outcome", outcome),)
    resting = [
        *desk.by("driver_weight", "construct", where=where),
        *desk.by("driver_weight_shapley", "construct", where=where),
        *(one for one in desk.by("driver_fit", "outcome") if one.dimensions["outcome"] == outcome),
    ]
    picture(charts.driver_shares(_rows(known), caption=caption), key=f"problems.drivers.{outcome}", trace=resting)
    for warning in driver_sentences.warnings(known):
        muted(warning.of(lang))
    muted(driver_sentences.NOT_CAUSE.of(lang))


def _rows(known: Drivers) -> list[charts.DriverRow]:
    names = key_drivers.driver_names()
    return [
        charts.DriverRow(
            names[construct],
            _share(known.found.relative, at),
            _share(known.found.shapley, at),
            known.found.relative.above_noise[at],
        )
        for at, construct in enumerate(known.constructs)
    ]


def _share(weighing: Weighing, at: int) -> charts.Share:
    value, low, high = key_drivers.signed_share(weighing, at)
    return charts.Share(value or 0.0, low, high)
