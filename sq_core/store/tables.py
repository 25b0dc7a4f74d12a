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
    "moment": "timestamp",
    "flag": "boolean",
}


def answers_table(sheet: str) -> str:
    """Name the long-form table of a questionnaire sheet."""
    return f"{sheet}_answers"


def _columns(contract: Contract) -> dict[str, str]:
    lead = {"row_key": "varchar"} if contract.kind == "plan" else {"batch": "bigint", "row_no": "integer"}
    return lead | {column.name: SQL_TYPES[column.type] for column in contract.columns}


def tables_of(contract: Contract) -> dict[str, dict[str, str]]:
    """Describe the tables of a contract: name to columns to SQL types.

    Where a workbook holds one answer a row, the row of each answer is kept beside it; else it is the row of its response.
    """
    tables = {contract.key: _columns(contract)}
    if contract.items:
        tables[answers_table(contract.key)] = {
            "batch": "bigint",
            "row_no": "integer",
            "item": "varchar",
            "expectation": "double",
            "perception": "double",
            "expectation_row": "integer",
            "perception_row": "integer",
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
    missing = [
        statement
        for contract in contracts
        for schema in (("trunk",) if contract.kind == "plan" else ("trunk", "archive"))
        for table, columns in tables_of(contract).items()
        for statement in _missing(schema, table, columns, known.get((schema, table)))
    ]
    if missing:  # at once: one by one, and each by itself into the file, is ten times the work
        cursor.execute(";".join(["begin", *missing, "commit"]))
    cursor.close()


def _missing(schema: str, table: str, columns: dict[str, str], have: set[str] | None) -> list[str]:
    name = f'programme.{schema}."{table}"'
    if have is None:
        body = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        return [f"create table {name} ({body})"]
    return [
        f'alter table {name} add column "{column}" {kind}' for column, kind in columns.items() if column not in have
    ]
