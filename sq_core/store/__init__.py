"""The database room: opens, migrates and hands out cursors. The only room that imports duckdb."""

from sq_core.store.database import TRUNK, Cursor, EngineError, Overlay, Store
from sq_core.store.tables import SQL_TYPES, answers_table, tables_of

__all__ = ["SQL_TYPES", "TRUNK", "Cursor", "EngineError", "Overlay", "Store", "answers_table", "tables_of"]
