"""The shipped workbooks and what makes them; the product itself never imports this."""
