"""The headers every answer carries, and the line on which browsers hear of changes."""

import ast
import asyncio
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path
from typing import cast

import pytest
from starlette.types import Message, Receive, Scope, Send

from sq_core.ui.hub import Hub
from sq_core.ui.server import EVENTS, HEADERS, MIDDLEWARE, POLICY, ROUTES, SCRIPT, SecurityHeaders

ROOT = Path(__file__).parents[2]


def answered(kind: str = "http", own: Iterable[tuple[bytes, bytes]] = ()) -> list[Message]:
    sent = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(own)})
        await send({"type": "http.response.body", "body": b"x"})

    async def note(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {}

    asyncio.run(SecurityHeaders(application)({"type": kind}, nothing, note))
    return sent


def test_every_answer_is_careful() -> None:
    headers = dict(answered()[0]["headers"])
    assert headers == dict(HEADERS)
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"SAMEORIGIN"


def test_a_header_already_there_stays() -> None:
    headers = answered(own=[(b"referrer-policy", b"no-referrer")])[0]["headers"]
    assert [value for name, value in headers if name == b"referrer-policy"] == [b"no-referrer"]


def test_a_websocket_is_left_alone() -> None:
    assert answered("websocket")[0]["headers"] == []


def test_the_policy_lets_nothing_out_and_nothing_strange_in() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert "unsafe-eval" not in POLICY
    assert "unsafe-inline" not in rules["script-src"]
    assert "http" not in POLICY.replace("https://vega", "")


def test_the_front_door_is_one_streamlit_finds() -> None:
    """Streamlit reads app.py for `app = st.App(...)` before it runs anything."""
    assigned = [
        node for node in ast.walk(ast.parse((ROOT / "app.py").read_text("utf-8"))) if isinstance(node, ast.Assign)
    ]
    assert [ast.unparse(node.targets[0]) for node in assigned] == ["app"]
    assert ast.unparse(assigned[0].value).startswith("st.App(")
    assert SCRIPT.is_file()
    assert SCRIPT.parent != ROOT, "beside pages/ Streamlit's own page discovery would start"
    assert ROUTES[0].path == EVENTS
    assert SecurityHeaders.__name__ in repr(MIDDLEWARE)


async def heard(hub: Hub, told: list[int], count: int) -> list[bytes]:
    lines = hub.lines()
    first = [await anext(lines)]
    for edition in told:
        hub.tell(edition)
    for _ in range(count):
        first.append(await asyncio.wait_for(anext(lines), 2))
    await cast("AsyncGenerator[bytes, None]", lines).aclose()
    return first


def test_a_listener_hears_the_present_and_every_newer_edition() -> None:
    hub = Hub()
    hub.tell(3)
    assert asyncio.run(heard(hub, [4, 4, 2, 6], 2)) == [b"data: 3\n\n", b"data: 4\n\n", b"data: 6\n\n"]
    assert hub.edition == 6
    assert hub.listeners == 0, "who leaves is forgotten"


def test_closing_ends_the_lines() -> None:
    async def run() -> None:
        hub = Hub()
        lines = hub.lines()
        await anext(lines)
        hub.close()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(lines), 2)
        late = hub.lines()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(late), 2)

    asyncio.run(run())


def test_news_may_come_from_any_thread() -> None:
    async def run() -> bytes:
        hub = Hub()
        lines = hub.lines()
        await anext(lines)
        await asyncio.to_thread(hub.tell, 9)
        return await asyncio.wait_for(anext(lines), 2)

    assert asyncio.run(run()) == b"data: 9\n\n"
