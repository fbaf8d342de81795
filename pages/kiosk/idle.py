"""Forget whoever walked away (law 14): a warning that counts down, a curtain, and nothing left.

The browser itself covers the screen, so that it does even when the network is gone; then the
server forgets the visit. If the server does not answer, the page is emptied, and loaded anew as
soon as it does.
"""

from contextlib import suppress
from functools import partial

import streamlit as st

from core.errors import ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import end_visit
from pages.shared.components import script_of

WARNING_SECONDS = 20
_HELP_SECONDS = 600
"""Whoever called for help waits for somebody, and may not be wiped away meanwhile."""
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
    seconds = max(seconds, _HELP_SECONDS) if _is_waiting(service, visit) else seconds
    with st.container(key="unseen_idle"):
        guard(
            data={
                "active": visit.has_begun,
                "seconds": seconds,
                "warning": min(WARNING_SECONDS, seconds // 2),
                "words": words,
                "signs": [*signs_of(visit)],
            },
            key=_KEY,
            on_idle_change=partial(end_visit, service),
        )


def signs_of(visit: Visit) -> tuple[int, ...]:
    """Return what changes when somebody is there without touching the screen.

    A file or a signature came from a phone, somebody was called, or the form is being filled in
    on a phone.
    """
    came = len(visit.draft.uploads), len(visit.draft.signatures)
    return *came, visit.help_call, visit.shared.changes


def _is_waiting(service: CitizenUseCases, visit: Visit) -> bool:
    with suppress(ServiceError):
        return bool(visit.help_call) and service.assistance.help.is_waiting(visit.help_call)
    return False


_WORDS = ("warning", "stay", "curtain")
