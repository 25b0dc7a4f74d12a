"""Who is to be told when the programme moves: one queue a browser, and the number of the newest change set, nothing else."""

from __future__ import annotations

import asyncio
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

QUIET_SECONDS = 20
"""After so long without news a comment is sent, so that no proxy takes the line for dead."""


class Hub:
    """Hands the newest edition to everybody who listens; may be told from any thread."""

    def __init__(self) -> None:
        self._lock = RLock()  # may be closed from a signal that meets its own thread here
        self._edition = 0
        self._closed = False
        self._listeners: dict[asyncio.Queue[int | None], asyncio.AbstractEventLoop] = {}

    @property
    def edition(self) -> int:
        """The newest edition anybody told."""
        return self._edition

    @property
    def listeners(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def tell(self, edition: int) -> None:
        """Tell everybody of a newer edition; an old one is no news."""
        with self._lock:
            if edition <= self._edition:
                return
            self._edition = edition
            for queue, loop in self._listeners.items():
                loop.call_soon_threadsafe(queue.put_nowait, edition)

    def close(self) -> None:
        """End every line, so that the server can stop while browsers listen."""
        with self._lock:
            self._closed = True
            for queue, loop in self._listeners.items():
                loop.call_soon_threadsafe(queue.put_nowait, None)

    async def lines(self) -> AsyncIterator[bytes]:
        """Yield the present edition, then every newer one, as server-sent events."""
        queue: asyncio.Queue[int | None] = asyncio.Queue()
        with self._lock:
            self._listeners[queue] = asyncio.get_running_loop()
            queue.put_nowait(None if self._closed else self._edition)
        try:
            while True:
                try:
                    edition = await asyncio.wait_for(queue.get(), QUIET_SECONDS)
                except TimeoutError:
                    yield b": quiet\n\n"
                    continue
                if edition is None:
                    return
                yield f"data: {edition}\n\n".encode()
        finally:
            with self._lock:
                self._listeners.pop(queue, None)


HUB = Hub()
"""One line of news a process."""
