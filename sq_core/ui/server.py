"""The server application: warm before the first visitor, careful headers, and the line on which browsers hear of changes.

Start-up imports what pages need, opens the programme, and then freezes what lives: Streamlit collects garbage after every
run, which costs 60 ms a run with the libraries of this house loaded and next to nothing once they are frozen.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import StreamingResponse
from starlette.routing import Route

from sq_core.ui.front import FRONT
from sq_core.ui.hub import HUB
from sq_core.ui.pages import found_pages

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from types import FrameType

    import streamlit as st
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

SCRIPT = Path(__file__).parent / "script.py"
EVENTS = "/api/events"
WARM = ("altair", "pandas", "pyarrow", "streamlit.elements.vega_charts", "streamlit.components.v2.bidi_component.main")
"""Imported before anybody comes; the first visit would otherwise wait most of a second for them."""
POLICY = "; ".join(
    (
        "default-src 'self'",
        # the scripts of elements arrive as blobs; the hash is the one line Streamlit writes into its page
        "script-src 'self' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
        "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self' ws: wss:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
    )
)
"""No request leaves the house and no foreign page may frame it; tried with every kind of chart, grid and element."""
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
)


class SecurityHeaders:
    """Adds the headers to every answer; plain ASGI, so that streams are not held up."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in HEADERS if pair[0] not in present)]
            await send(message)

        await self.app(scope, receive, complete)


async def events(_request: Request) -> StreamingResponse:
    """Tell a browser the number of the newest change set whenever it grows; numbers only, this route has no sign-in."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(HUB.lines(), media_type="text/event-stream", headers=headers)


def close_lines_on_stop() -> None:
    """Let a signal to stop end the event lines first: the server waits for open answers, and these never end by themselves."""
    if current_thread() is not main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, partial(_stop, before))


def _stop(before: Callable[[int, FrameType | None], object], number: int, frame: FrameType | None) -> None:
    HUB.close()
    before(number, frame)


async def stay_warm() -> None:
    """Read every metric before the first visitor asks, and again after each change: a page's cost must not grow with the facts."""
    read = FRONT.warm_up
    async for line in HUB.lines():
        if line.startswith(b"data"):
            await asyncio.to_thread(read)
            read = FRONT.read_ahead


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Warm up, open the programme, freeze; at the end close the lines and let the programme go."""
    for name in WARM:
        import_module(name)
    found_pages()
    HUB.tell(FRONT.office().edition)
    close_lines_on_stop()
    gc.collect()
    gc.freeze()
    log.info("server.warm edition=%s", HUB.edition)
    warming = asyncio.create_task(stay_warm())
    yield {}
    HUB.close()
    FRONT.stop()
    try:
        await warming
    finally:
        FRONT.close()


ROUTES = [Route(EVENTS, events)]
MIDDLEWARE = [Middleware(SecurityHeaders)]
