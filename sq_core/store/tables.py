"""The tables that hold what the sheets say, made from the contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from sq_core.sheets import ColumnType, Contract

SQL_TYPES: dict[ColumnType, str] = {
    "text": "varchar",
    "choice": "varchar",
    "number": "double",
    "integer": "bigint",
    "date": "date",
    "month": "date",
    "flag": "boolean",
}


def answers_table(sheet: str) -> str:
    """Name the long-form table of a questionnaire sheet."""
    return f"{sheet}_answers"


def _columns(contract: Contract) -> dict[str, str]:
    lead = {"row_key": "varchar"} if contract.kind == "plan" else {"batch": "bigint", "row_no": "integer"}
    return lead | {column.name: SQL_TYPES[column.type] for column in contract.columns}


def tables_of(contract: Contract) -> dict[str, dict[str, str]]:
    """Describe the tables of a contract: name to columns to SQL types."""
    tables = {contract.key: _columns(contract)}
    if contract.items:
        tables[answers_table(contract.key)] = {
            "batch": "bigint",
            "row_no": "integer",
            "item": "varchar",
            "expectation": "double",
            "perception": "double",
        }
    return tables


def create_tables(connection: duckdb.DuckDBPyConnection, contracts: tuple[Contract, ...]) -> None:
    """Create what is missing and add the columns a contract has gained; nothing is ever dropped."""
    cursor = connection.cursor()
    known: dict[tuple[str, str], set[str]] = {}
    for schema, table, column in cursor.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where database_name = 'programme'"
    ).fetchall():
        known.setdefault((schema, table), set()).add(column)
    for contract in contracts:
        schemas = ("trunk",) if contract.kind == "plan" else ("trunk", "archive")
        for schema in schemas:
            for table, columns in tables_of(contract).items():
                _ensure(cursor, schema, table, columns, known.get((schema, table)))
    cursor.close()


def _ensure(
    cursor: duckdb.DuckDBPyConnection, schema: str, table: str, columns: dict[str, str], have: set[str] | None
) -> None:
    name = f'programme.{schema}."{table}"'
    if have is None:
        body = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        cursor.execute(f"create table {name} ({body})")
        return
    for column, kind in columns.items():
        if column not in have:
            cursor.execute(f'alter table {name} add column "{column}" {kind}')
