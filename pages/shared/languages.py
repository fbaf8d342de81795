"""Offer the other languages as a list: each by the name that it has for itself."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from core.i18n import other_locales


def offer_languages(
    spoken: str,
    speak: Callable[[str], None],
    *,
    key: str = "language",
    width: Literal["content", "stretch"] = "content",
    look: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """Draw a button for every language but the one that is spoken now.

    Whoever does not read this language finds their own by its name, at one touch.
    """
    for locale in other_locales(spoken):
        st.button(
            locale.name,
            icon=":material/translate:",
            key=f"{key}_{locale.code}",
            on_click=speak,
            args=(locale.code,),
            width=width,
            type=look,
        )
