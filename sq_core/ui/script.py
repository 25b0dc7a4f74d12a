"""The script Streamlit runs for every session: it lies here, away from pages/, so that Streamlit's own page discovery never starts."""

from sq_core.ui.pages import found_pages
from sq_core.ui.shell import run

run(found_pages())
