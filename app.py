"""The front door: `streamlit run app.py`.

Streamlit finds the application by reading this file, so it must be made here, by its own name.
"""

import streamlit as st

from sq_core.ui.server import MIDDLEWARE, ROUTES, SCRIPT, lifespan

app = st.App(SCRIPT, lifespan=lifespan, routes=ROUTES, middleware=MIDDLEWARE)
