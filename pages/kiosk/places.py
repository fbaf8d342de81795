"""Where somebody tries to open something: wrong attempts make this place wait, and no other."""

import streamlit as st

from core.services.kiosk import KioskService


def place_of(service: KioskService) -> str:
    """Return the address of the browser, or the name of the kiosk if there is none."""
    return str(st.context.ip_address or service.name)
