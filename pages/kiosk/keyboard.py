"""The on-screen keyboard (屏幕键盘): whoever stands at a kiosk has no other."""

import streamlit as st

from core.i18n import translate
from pages.shared.components import script_of

_WORDS = (
    *("keyboard", "modes", "offers", "before", "after", "hide"),
    *("pinyin", "name", "digits", "identity", "english", "pinyin_how", "name_how"),
    *("bksp", "done", "shift", "space"),
)


def lay_keyboard(locale: str) -> None:
    """Have the browser show a keyboard while something is typed into, in a language."""
    keyboard = st.components.v2.component(
        "screen_keyboard",
        js=script_of(
            "keyboard",
            library="simple-keyboard.js",
            known_as="SimpleKeyboard",
            exported="SimpleKeyboard",
        ),
    )
    words = {name: translate(f"kiosk.keyboard.{name}", locale) for name in _WORDS}
    with st.container(key="unseen_keyboard"):
        keyboard(data={"locale": locale, "words": words}, key="screen_keyboard")
