"""What fifty people cost who only look: ``python -m sq_core.ui.bench.crowd``.

Each has a page drawn over its own websocket, as a browser has, and listens for news on its own line. Then nothing
happens, and the server is asked how much it worked. The websocket library comes with Streamlit.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from sq_core.ui.bench.served import DOOR, serving
from sq_core.ui.pages import found_pages

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

    from sq_core.ui.bench.served import Served

PEOPLE = 50
REST_SECONDS = 20.0
_SETTLE_SECONDS = 3.0


async def _visit(stack: AsyncExitStack, served: Served, page: str) -> ClientConnection:
    """Open a page and wait until it is drawn."""
    address = f"ws://127.0.0.1:{served.port}/_stcore/stream"
    line = await stack.enter_async_context(connect(address, max_size=None, subprotocols=None))
    asked = BackMsg()
    asked.rerun_script.page_name = page
    await line.send(asked.SerializeToString())
    while True:
        told = ForwardMsg()
        told.ParseFromString(bytes(await asyncio.wait_for(line.recv(decode=False), 120)))
        if told.WhichOneof("type") == "script_finished":
            return line


async def _listen(served: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a line of news as a browser does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(b"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
    await writer.drain()
    while b"data:" not in await asyncio.wait_for(reader.readline(), 60):
        pass
    return reader, writer


async def measure(served: Served, people: int = PEOPLE, rest: float = REST_SECONDS) -> dict[str, float]:
    """Fill the server with people who do nothing, and say how much of one core that costs."""
    slugs = [page.chapter.slug for page in found_pages()]
    async with AsyncExitStack() as stack:
        began, before = time.perf_counter(), served.worked()
        for number in range(people):
            await _visit(stack, served, slugs[number % len(slugs)])
        opened, spent = time.perf_counter() - began, served.worked() - before
        lines = [await _listen(served) for _ in range(people)]
        await asyncio.sleep(_SETTLE_SECONDS)
        began, before = time.perf_counter(), served.worked()
        await asyncio.sleep(rest)
        share = (served.worked() - before) / (time.perf_counter() - began)
        for _, writer in lines:
            writer.close()
    return {
        f"idle.share of one core, {people} sessions that listen (goal < 0.1)": share,
        f"idle.seconds to open {people} sessions one after another": opened,
        "idle.seconds of work a session costs when it is opened": spent / people,
    }


def main() -> None:
    """Measure and print."""
    with serving(DOOR) as served:
        figures = asyncio.run(measure(served))
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
