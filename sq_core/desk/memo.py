"""Values kept by what they were made from. A key names its content, so nothing here can be out of date."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Memo:
    """The least recently used entries leave first; safe between sessions."""

    def __init__(self, capacity: int = 4000, behind: Memo | None = None) -> None:
        self._capacity = capacity
        self._behind = behind
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.RLock] = {}

    def holds(self, key: Hashable) -> bool:
        """Whether a key is kept here."""
        with self._lock:
            return key in self._kept

    def aside(self) -> Memo:
        """Open a memo that reads from this one and keeps what is new to itself: for what may never come to be."""
        return Memo(self._capacity, self)

    def newest(self, key: Hashable) -> object | None:
        """Give what was put under a key last, here or behind."""
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        return self._behind.newest(key) if self._behind is not None else None

    def put(self, key: Hashable, made: object) -> None:
        """Put something under a key that names a place, not a content: what is built upon next."""
        with self._lock:
            self._put(key, made)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what the key stands for, making it when it is not there; who asks for it meanwhile waits for it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
        if self._behind is not None and self._behind.holds(key):
            return self._behind.keep(key, make)
        with self._lock:
            making = self._making.setdefault(key, threading.RLock())
        with making:
            with self._lock:
                if key in self._kept:
                    return cast("T", self._kept[key])
            try:
                made = make()
                with self._lock:
                    self._put(key, made)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def _put(self, key: Hashable, made: object) -> None:
        self._kept[key] = made
        self._kept.move_to_end(key)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)
