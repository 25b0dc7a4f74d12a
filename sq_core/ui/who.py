"""Whose name a change is signed with: an account where one stands behind the session, else a name asked once a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ledger import Author
from sq_core.ui import state
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.words import Lang

NAME = Text("您的名字（写入变更记录）", "Your name (it signs the change)")


def signature(lang: Lang, *, key: str = "shell.who") -> Author | None:
    """Return who signs, asking for a name where nobody is known; None until one is given. Each form has its own ``key``."""
    account = _account()
    if account:
        return Author(account, verified=True)
    shown = state.showing(key, state.current().who)
    st.text_input(NAME.of(lang), max_chars=60, key=shown, on_change=_take_name, args=(key,))
    name = state.current().who
    return Author(name) if name else None


def _take_name(key: str) -> None:
    """Take the name typed into one form; every other form shows it as well."""
    state.choose(who=(state.picked(key) or "").strip())


def _account() -> str:
    """Return the account a sign-in or a trusted proxy vouches for."""
    user = st.user.to_dict()
    for field in ("email", "name"):
        value = user.get(field)
        if isinstance(value, str) and value:
            return value
    return ""
