"""The front door: `streamlit run app.py`."""

from sq_core.ui.server import create_app

app = create_app()
