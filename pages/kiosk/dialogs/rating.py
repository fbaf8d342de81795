"""How was it (好差评): five levels, and a reason where it was not good."""

from collections.abc import Callable, Collection, Iterator
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import LEVELS, REASONS
from pages.kiosk.drawing import redraw
from pages.kiosk.visit import Visit
from pages.shared.slots import Slot
from pages.shared.styling import icon
from pages.shared.widgets import tick

_GOOD = 4
"""From this level on nobody is asked why."""
Rate = Callable[[int, Collection[str]], None]


def ask_how_it_was(level: int | None, rate: Rate, visit: Visit) -> None:
    """Ask once; ``level`` is what was said before."""
    title = escape(translate("kiosk.rate.title", visit.locale))
    st.html(f'<section class="sec"><h2>{title}</h2></section>')
    if level is not None:
        answer = translate(f"kiosk.rate.level.{level}", visit.locale)
        words = escape(translate("kiosk.rate.thanks", visit.locale, level=answer))
        st.html(f'<div class="given" role="status">{icon("task_alt")}<p><b>{words}</b></p></div>')
        return
    with st.container(key="rating", horizontal=True):
        for offered in LEVELS:
            if st.button(
                translate(f"kiosk.rate.level.{offered}", visit.locale),
                key=f"level.{offered}",
                type="primary" if visit.level == offered else "secondary",
            ):
                _chosen(offered, rate, visit)
    if visit.level:
        _why(rate, visit)


def _chosen(level: int, rate: Rate, visit: Visit) -> None:
    if level >= _GOOD:
        rate(level, ())
        visit.level = 0
    else:
        visit.level = level
    redraw()


def _why(rate: Rate, visit: Visit) -> None:
    """Ask what was not good, so that somebody can mend it."""
    words = dict(zip(_reasons(visit.locale), REASONS, strict=True))
    slot = Slot("reasons", translate("kiosk.rate.why", visit.locale), visit.locale)
    ticked = tick(list(words), [], slot)
    send = translate("kiosk.rate.send", visit.locale)
    if st.button(send, key="rate", width="stretch"):
        rate(visit.level, [words[tick] for tick in ticked])
        visit.level = 0
        redraw()


def _reasons(locale: str) -> Iterator[str]:
    return (translate(f"kiosk.rate.reason.{reason}", locale) for reason in REASONS)
