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


def signature(lang: Lang) -> Author | None:
    """Return who signs, asking for a name where nobody is known; None until one is given."""
    account = _account()
    if account:
        return Author(account, verified=True)
    choices = state.current()
    given = st.text_input(NAME.of(lang), value=choices.who, max_chars=60, key="shell.who")
    name = (given or "").strip()
    if name != choices.who:
        state.choose(who=name)
    return Author(name) if name else None


def _account() -> str:
    """Return the account a sign-in or a trusted proxy vouches for."""
    user = st.user.to_dict()
    for field in ("email", "name"):
        value = user.get(field)
        if isinstance(value, str) and value:
            return value
    return ""
