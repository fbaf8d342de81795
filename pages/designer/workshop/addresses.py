"""What the address of the workshop says: a reload and a sent link show the same."""

import streamlit as st

MATTER, TAB, WORDS, DEPARTMENT, UNFOUNDED = "matter", "tab", "q", "department", "unfounded"


def go_to(code: str | None) -> None:
    """Show a matter, or the list again; what was looked for stays."""
    if code:
        st.query_params[MATTER] = code
    else:
        st.query_params.pop(MATTER, None)


def keep(name: str, value: str) -> None:
    """Keep something in the address, or take it out where there is nothing to keep."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
