"""What lies between a finger and the page (assets/components/glass).

The browser answers every press at once, takes no other until the page has changed, says truly how
long it takes, and covers the screen while the line to the server is cut. It holds the key of the
draft that the server keeps, so that whoever waited out a restart goes on. The server is asked only
for what it alone can do: to draw what has become of a press, to call somebody, to keep the visit.
"""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import streamlit as st

from core.errors import ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.drafting import look_for_draft, may_be_kept
from pages.kiosk.overlays import Help, Restarted, ResumeCodeShown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import current_visit, state_of
from pages.shared.components import script_of

_KEY = "glass"
_PROCESS = uuid4().hex
"""Tells the page whether the server was started anew since it was drawn."""
_WORDS = (
    *("got", "saving", "calm", "calm_how", "slow", "slow_how", "call", "keep", "again"),
    *("cut", "cut_how", "cut_kept", "cut_seen", "cut_now", "cut_next", "cut_leave"),
    *("cut_helpless", "cut_wiped", "not_you", "done", "waiting", "second"),
)


def lay_glass(service: CitizenUseCases, visit: Visit) -> None:
    """Have the browser answer presses, and watch the line to the server."""
    glass = st.components.v2.component(_KEY, js=script_of(_KEY))
    # The browser counts seconds, so it is given the sentence with the place for the number.
    words = {name: translate(f"kiosk.glass.{name}", visit.locale, n="{n}") for name in _WORDS}
    with st.container(key="unseen_glass"):
        glass(
            data={
                "words": words,
                "begun": visit.has_begun,
                "can_keep": _can_keep(service, visit),
                "process": _PROCESS,
                "key": visit.key if may_be_kept(service, visit) else "",
                "is_found": visit.cursor.covered_by(Restarted) is not None,
            },
            key=_KEY,
            on_found_change=partial(look_for_draft, service, _KEY),
            on_again_change=_look,
            on_call_change=partial(_try, partial(_call, service)),
            on_keep_change=partial(_try, partial(_keep, service)),
        )


def _look() -> None:
    """Do nothing: the page is drawn as it is now, whatever became of the press before."""


def _try(act: Callable[[Visit], None]) -> None:
    visit = current_visit()
    try:
        act(visit)
    except ServiceError as error:
        visit.refuse(error)


def _call(service: CitizenUseCases, visit: Visit) -> None:
    step = visit.cursor.step.value
    visit.help_call = service.assistance.help.call(kiosk=service.place.name, step=step).number
    visit.cursor.ask(Help)


def _keep(service: CitizenUseCases, visit: Visit) -> None:
    """Keep the visit for another day, unless what was pressed has handed it in meanwhile."""
    if _can_keep(service, visit):
        visit.cursor.over = ResumeCodeShown(service.visits.keeper.keep(state_of(visit)))


def _can_keep(service: CitizenUseCases, visit: Visit) -> bool:
    return bool(visit.draft.theme_code) and service.visits.keeper.keeps and not visit.is_left
