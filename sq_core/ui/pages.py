"""The chapters there are: every module in pages/ that declares one. A chapter is added by adding its file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from sq_core.ui.chapter import GROUPS, Chapter, Page

COCKPIT = "cockpit"


@cache
def found_pages() -> tuple[Page, ...]:
    """Import the chapters once and put them in the order of the navigation."""
    package = import_module("pages")
    modules = (import_module(f"pages.{found.name}") for found in pkgutil.iter_modules(package.__path__))
    return in_order(tuple(Page(module.CHAPTER, module.render) for module in modules if _declares(module)))


def _declares(module: object) -> bool:
    return isinstance(getattr(module, "CHAPTER", None), Chapter)


def in_order(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Sort by group, then by the chapter's own order."""
    groups = list(GROUPS)
    return tuple(sorted(pages, key=lambda page: (groups.index(page.chapter.group), page.chapter.order)))


def front_page(pages: tuple[Page, ...]) -> Page:
    """Return the page at the bare address: the cockpit, or the first there is."""
    return next((page for page in pages if page.chapter.slug == COCKPIT), pages[0])
