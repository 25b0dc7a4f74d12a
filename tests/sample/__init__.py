"""The shipped workbooks."""
