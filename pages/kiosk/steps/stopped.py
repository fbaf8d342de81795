"""Say plainly that a matter cannot be applied for (停用), why, and what to do next.

A published theme is frozen (law 9): it may have a matter that was stopped meanwhile. The theme
cannot be handed in where that matter is in force; elsewhere it goes on.
"""

from html import escape

import streamlit as st

from core.i18n import listed, say_day, translate
from core.services.citizens import CitizenUseCases, MatterStop, VisitStep
from pages.kiosk.consulting import told_of
from pages.kiosk.visit import Visit
from pages.shared.translating import said

_STEPS = frozenset(VisitStep) - {VisitStep.WELCOME, VisitStep.RECEIPT}


def stops_of(service: CitizenUseCases, visit: Visit) -> tuple[MatterStop, ...]:
    """Return the matters in force that nobody can apply for today."""
    return service.consulting.stops(told_of(service, visit).guide.matters)


def tell_stops(service: CitizenUseCases, visit: Visit) -> None:
    """Say above the page which matters are stopped, if any is in force by now."""
    if visit.cursor.step not in _STEPS or visit.cursor.cover is not None:
        return
    stops = stops_of(service, visit)
    if not stops:
        return
    ways = ("next", "change") if visit.draft.answers else ("next",)
    lines = [
        *(_line(stop, visit.locale) for stop in stops),
        *(translate(f"kiosk.stopped.{way}", visit.locale) for way in ways),
    ]
    title = escape(translate("kiosk.stopped.title", visit.locale, count=len(stops)))
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<div class="err" role="status"><strong>{title}</strong><ul>{items}</ul></div>')


def _line(stop: MatterStop, locale: str) -> str:
    """Say why and since when, or until when."""
    reason = "replaced" if stop.replaced_by else stop.reason.value
    return translate(
        f"kiosk.stopped.{reason}",
        locale,
        matter=said(stop.name, stop.matter),
        day=say_day(stop.day, locale, with_year=True),
        instead=listed([said(name) for name in stop.replaced_by], locale),
        laws=listed(stop.laws, locale),
    )
