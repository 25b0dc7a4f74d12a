"""The application with one more door: a target set from outside the browser, as a colleague or a program would set it.

Streamlit finds the application by reading this file, as it does with ``app.py``.
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


def set_target(goal: str, value: str) -> int:
    """Set the target of a goal and tell everybody; return the edition that came of it."""
    edits = (CellEdit("goals", goal, "target", value),)
    effect = commit(the_office().store, Draft("edit", Author("colleague"), "from outside", edits=edits))
    assert effect.change_set is not None
    HUB.tell(effect.change_set)
    return effect.change_set


async def outside(request: Request) -> JSONResponse:
    path = request.path_params
    return JSONResponse({"edition": await run_in_threadpool(set_target, path["goal"], path["value"])})


app = st.App(
    SCRIPT, lifespan=lifespan, routes=[*ROUTES, Route("/test/target/{goal}/{value}", outside)], middleware=MIDDLEWARE
)
