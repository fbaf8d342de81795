"""Where somebody sits: wrong attempts make this place wait, and no other."""

import streamlit as st


def place() -> str:
    """Return the address of the browser; nothing where it runs on this machine."""
    return str(st.context.ip_address or "")
