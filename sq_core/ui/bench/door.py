"""The application with one more door, for measurements and tests: a target set from outside the browser.

Streamlit finds an application by reading its file, so it is made here by its own name, as in ``app.py``. Nothing serves
this file but the bench and the tests, each on a database of its own.
"""

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from sq_core.ledger import Author, CellEdit, Draft, commit
from sq_core.ui.front import the_office
from sq_core.ui.hub import HUB
from sq_core.ui.server import MIDDLEWARE, ROUTES, SCRIPT, lifespan

DOOR = "/bench/target/{goal}/{value:float}"


def set_target(goal: str, value: float) -> int:
    """Set the target of a goal and tell everybody; return the edition that came of it."""
    edits = (CellEdit("goals", goal, "target", repr(value)),)
    effect = commit(the_office().store, Draft("edit", Author("bench"), "from outside", edits=edits))
    if effect.change_set is None:
        return the_office().edition
    HUB.tell(effect.change_set)
    return effect.change_set


async def outside(request: Request) -> JSONResponse:
    """Take a target and answer with the edition."""
    path = request.path_params
    return JSONResponse({"edition": await run_in_threadpool(set_target, path["goal"], path["value"])})


app = st.App(SCRIPT, lifespan=lifespan, routes=[*ROUTES, Route(DOOR, outside)], middleware=MIDDLEWARE)
