"""Sheet contracts: one .toml per Excel sheet, from which everything about that input is derived."""

from sq_core.sheets.contract import (
    COLUMN_TYPES,
    Cell,
    Choice,
    Column,
    ColumnType,
    Contract,
    contracts,
    read_contract,
)

__all__ = ["COLUMN_TYPES", "Cell", "Choice", "Column", "ColumnType", "Contract", "contracts", "read_contract"]
