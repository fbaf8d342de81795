"""Forget whoever walked away (law 14): a warning that counts down, a curtain, and nothing left.

The browser itself covers the screen, so that it does even when the network is gone; then the
server forgets the visit. If the server does not answer, the page is loaded anew, which shows
either the beginning or nothing at all, but never what was there.
"""

from functools import partial

import streamlit as st

from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import end_visit
from pages.shared.components import script_of

WARNING_SECONDS = 20
_KEY = "idle_guard"


def watch_over(service: CitizenUseCases, visit: Visit, seconds: int) -> None:
    """Have the browser watch whether anybody is still there.

    Args:
        service: What lets go of the visit.
        visit: The visit; on the untouched first page there is nothing to forget.
        seconds: How long nobody may touch anything; the last of them are counted down.
    """
    guard = st.components.v2.component("idle_guard", js=script_of("idle"))
    # The browser counts down, so it is given the sentence with the place for the number.
    words = {name: translate(f"kiosk.idle.{name}", visit.locale, n="{n}") for name in _WORDS}
    with st.container(key="unseen_idle"):
        guard(
            data={
                "active": visit.has_begun,
                "seconds": seconds,
                "warning": min(WARNING_SECONDS, seconds // 2),
                "words": words,
            },
            key=_KEY,
            on_idle_change=partial(end_visit, service),
        )


_WORDS = ("warning", "stay", "curtain")
