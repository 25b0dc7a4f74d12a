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
from sq_core.sheets.dictionary import (
    THEME_COLUMNS,
    DictionaryRow,
    ParameterDefault,
    dictionary,
    parameter_defaults,
    theme_defaults,
)
from sq_core.sheets.template import SheetRows, filled, filled_book, put, sealed, template

__all__ = [
    "COLUMN_TYPES",
    "THEME_COLUMNS",
    "Cell",
    "Choice",
    "Column",
    "ColumnType",
    "Contract",
    "DictionaryRow",
    "ParameterDefault",
    "SheetRows",
    "contracts",
    "dictionary",
    "filled",
    "filled_book",
    "parameter_defaults",
    "put",
    "read_contract",
    "sealed",
    "template",
    "theme_defaults",
]
