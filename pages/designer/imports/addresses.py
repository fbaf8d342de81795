"""What the address of the imports says: a reload shows the same."""

import streamlit as st

from core.services.library import UnfinishedImport

_IMPORT = "import"


def in_address() -> str:
    """Return the id of the import that the address names, if it names one."""
    return str(st.query_params.get(_IMPORT, ""))


def show_in_address(kept: UnfinishedImport | None) -> None:
    """Name an import in the address, or none."""
    if kept is not None:
        st.query_params[_IMPORT] = kept.id
    else:
        st.query_params.pop(_IMPORT, None)
