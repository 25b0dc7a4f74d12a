"""Service Quality Cockpit: workbooks in, live metrics out, in Chinese and English."""
