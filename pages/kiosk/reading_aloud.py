"""Reading aloud (朗读), in care mode, where the browser has a voice for it."""

import streamlit as st

from core.i18n import translate
from pages.kiosk.visit import Visit
from pages.shared.components import script_of

_WORDS = ("read", "stop")


def offer_reading(visit: Visit) -> None:
    """Have the browser offer to read the page aloud."""
    reader = st.components.v2.component("page_reader", js=script_of("reading"))
    words = {name: translate(f"kiosk.reading.{name}", visit.locale) for name in _WORDS}
    data = {"active": visit.care, "locale": visit.locale, "words": words}
    with st.container(key="unseen_reading"):
        reader(data=data, key="page_reader")
