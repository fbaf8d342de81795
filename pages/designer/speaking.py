"""The language of a reader stands in the address: a reload and a sent link keep it."""

import streamlit as st

from core.i18n import DEFAULT_LOCALE, LOCALES
from pages.designer.workspace import Workspace

LANGUAGE = "lang"
"""The name under which the address names the language; the default one is not named."""


def keep_language(workspace: Workspace) -> None:
    """Take the language of the address when a session begins; later write into it what is spoken.

    The address names it, and nothing is stored: whoever logs in next at this desk begins anew.
    """
    named = st.query_params.get(LANGUAGE, DEFAULT_LOCALE)
    if not workspace.has_begun and named in LOCALES:
        workspace.speak(named)
    workspace.has_begun = True
    if workspace.locale == DEFAULT_LOCALE:
        st.query_params.pop(LANGUAGE, None)
    elif workspace.locale != named:
        st.query_params[LANGUAGE] = workspace.locale
