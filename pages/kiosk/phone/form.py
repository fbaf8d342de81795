"""The form on a phone: the kiosk's own pages, with what is filled in kept where both find it."""

from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from core.errors import LinkExpiredError
from core.i18n import locale_of, translate
from core.services.citizens import CitizenUseCases, VisitState, VisitStep
from pages.kiosk import journey
from pages.kiosk.consulting import form_of, told_of
from pages.kiosk.drawing import draw_around
from pages.kiosk.frame import overwritten
from pages.kiosk.glass import lay_glass
from pages.kiosk.memories import SharedForm
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import current_visit, resume_visit, state_of
from pages.shared.forgetting import begin_session, leave_session
from pages.shared.state import forget_everything, keep_under, kept_under
from pages.shared.styling import dress

_LOOK_SECONDS = 3
"""How often the phone asks whether the form is still its own."""
_OVER = "lent_over"
"""Where it is kept that this phone has given the form back, or lost it."""
_PAST_THE_FORM = (VisitStep.MATERIALS, VisitStep.REVIEW, VisitStep.RECEIPT)


def show_form(service: CitizenUseCases, token: str) -> None:
    """Show the form of a link, as far as it is, or that it is not here any more."""
    begin_session()
    over = kept_under(_OVER)
    if over is None:
        over = _borrowed(service, token)
    if over:
        _frame(service, locale_of(st.query_params.get("lang", "")).code)
        _tell_over(str(over))
        return
    draw_around(
        lambda: _frame(service, current_visit().locale, current_visit()),
        partial(_page, service),
    )


def _borrowed(service: CitizenUseCases, token: str) -> str:
    """Take the visit of a link into this session, once; return why that is not possible."""
    if current_visit().shared.token == token:
        return ""
    try:
        form = service.phone.forms.save(token, lambda form: replace(form, is_open=True))
    except LinkExpiredError:
        return _end("gone")
    resume_visit(form.state, current_visit())
    visit = current_visit()
    visit.locale = locale_of(st.query_params.get("lang", "")).code
    visit.shared = SharedForm(token, is_phone=True, seen=state_of(visit))
    return ""


def _frame(service: CitizenUseCases, locale: str, visit: Visit | None = None) -> None:
    """Draw the styles and what says that both screens hold the same; a phone has its own keys."""
    marks = ("hand",)
    dress(("common.css", "kiosk.css"), locale=locale, words=overwritten(locale), marks=marks)
    if visit is None:
        return
    lay_glass(service, visit)
    words = escape(translate("kiosk.lent.together", locale))
    with st.container(key="topbar"), st.container(key="lentbar", horizontal=True):
        st.html(f'<p class="lent" role="status">{words}</p>', width="stretch")
        st.button(
            translate("kiosk.lent.give_back", locale),
            key="give_back",
            on_click=_give_back,
            args=(service,),
        )


def _page(service: CitizenUseCases) -> None:
    visit = current_visit()
    with errors_shown(visit.locale):
        over = _kept(service, visit)
        if over:
            st.rerun()
        st.fragment(run_every=_LOOK_SECONDS)(_await_end)(service)
        journey.draw_page(service)


def _kept(service: CitizenUseCases, visit: Visit) -> str:
    """Keep what has changed since; say why the form is not here any more, if it is not."""
    if not visit.shared.token:
        return _end("gone")
    now = state_of(visit)
    is_done = visit.cursor.step in _PAST_THE_FORM
    if now == visit.shared.seen and not is_done:
        return ""
    progress = _progress(service, visit, now)
    try:
        service.phone.forms.save(
            visit.shared.token,
            lambda form: replace(form, state=now, is_returned=is_done, **progress),
        )
    except LinkExpiredError:
        return _end("gone")
    visit.shared.seen = now
    return _end("returned") if is_done else ""


def _progress(service: CitizenUseCases, visit: Visit, now: VisitState) -> dict[str, Any]:
    """Return what the kiosk is told: the page, of how many, and the entry filled in last."""
    last = _last_label(service, visit, now)
    pages = len(form_of(service, visit).pages)
    return {"page": visit.cursor.page + 1, "pages": pages} | ({"last": last} if last else {})


def _last_label(service: CitizenUseCases, visit: Visit, now: VisitState) -> str:
    """Return what the entry is called that was filled in last, without what it says."""
    before = visit.shared.seen.application.values if visit.shared.seen else {}
    changed = [p for p, value in now.application.values.items() if before.get(p) != value]
    labels = {
        str(key): field.label for key, field in told_of(service, visit).guide.form_by_key.items()
    }
    return next((labels[place] for place in reversed(changed) if place in labels), "")


def _give_back(service: CitizenUseCases) -> None:
    visit = current_visit()
    now = state_of(visit)
    try:
        service.phone.forms.save(
            visit.shared.token, lambda form: replace(form, state=now, is_returned=True)
        )
    except LinkExpiredError:
        _end("gone")
    else:
        _end("returned")


def _await_end(service: CitizenUseCases) -> None:
    """Tell the phone as soon as the form is not its own any more."""
    try:
        service.phone.forms.look(current_visit().shared.token)
    except LinkExpiredError:
        _end("gone")
        st.rerun()


def _end(how: str) -> str:
    """Forget the visit on this phone (law 14); only how it ended is known."""
    forget_everything()
    leave_session()
    keep_under(_OVER, how)
    return how


def _tell_over(how: str) -> None:
    locale = locale_of(st.query_params.get("lang", "")).code
    title, lead = (escape(translate(f"kiosk.lent.{how}.{n}", locale)) for n in ("title", "lead"))
    st.html(f'<div class="page"><h1>{title}</h1><p class="lead" role="status">{lead}</p></div>')
