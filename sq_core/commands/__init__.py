"""The command line: the same desk without a browser."""

from sq_core.commands.line import main

__all__ = ["main"]
