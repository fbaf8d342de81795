"""Somebody's own data, with the receipt in hand: see, take along, correct, erase, withdraw consent.

个人信息保护法 15, 44-50. What is asked for is answered by an officer within 15 working days; what
need not be archived is erased at once.
"""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from core.errors import ServiceError
from core.i18n import say_day, translate
from core.services.citizens import (
    CitizenUseCases,
    Credentials,
    HeldData,
    RightKind,
    RightRequest,
    Wish,
)
from pages.kiosk.dialogs.tracked_case import own_view, show_own
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.overlays import OwnView
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import end_visit
from pages.shared.handing_over import offer_file
from pages.shared.widgets import typed_as


def offer_own_data(visit: Visit) -> None:
    """Offer to see what is held, beside where the case stands."""
    with st.container(key="own_data"):
        st.button(
            _say("open", visit),
            icon=":material/shield_person:",
            key="own",
            on_click=_open,
            args=(visit,),
        )


def page(service: CitizenUseCases, asked: Credentials, visit: Visit) -> None:
    """Ask for the code of the receipt, or show what is held."""
    view = own_view(visit)
    if view is None or not view.code:
        _ask_for_code(service, asked, visit)
        return
    try:
        held = service.own_data.see(asked, view.code, visit.locale)
    except ServiceError:
        show_own(visit, None)
        raise
    heading(
        _say("kicker", visit), _say("title", visit), _say("lead", visit, number=held.case_number)
    )
    tell_trouble(visit)
    if view.said:
        st.html(f'<p class="why" role="status">{escape(view.said)}</p>')
    offer_file(
        _say("copy", visit),
        partial(service.own_data.copy, asked, view.code, visit.locale),
        key="own_copy",
        name=f"{held.case_number}-copy.pdf",
        media_type="application/pdf",
        width="stretch",
    )
    _show(held)
    _ask_to_correct(service, asked, held, visit)
    _ask_to_explain(service, asked, visit)
    _ask_to_erase(service, asked, visit)
    _withdraw_consents(service, asked, held, visit)
    pressed = bottom_bar(translate("kiosk.track.done", visit.locale), visit.locale)
    if pressed.back:
        show_own(visit, None)
        redraw()
    if pressed.main:
        end_visit(service)
        redraw()


def _open(visit: Visit) -> None:
    show_own(visit, OwnView())


def _say(name: str, visit: Visit, **params: object) -> str:
    return translate(f"kiosk.own.{name}", visit.locale, **params)


def _ask_for_code(service: CitizenUseCases, asked: Credentials, visit: Visit) -> None:
    heading(_say("kicker", visit), _say("code_title", visit), _say("code_lead", visit))
    wide = st.container(key="told")
    with st.form("own_form", border=False, enter_to_submit=False):
        with typed_as("english", "code"):
            code = st.text_input(
                translate("kiosk.track.withdraw_code", visit.locale), key="own_code"
            )
        pressed = bottom_bar(_say("show", visit), visit.locale, in_form=True)
    if pressed.back:
        show_own(visit, None)
        redraw()
    if pressed.main:
        with wide, errors_shown(visit.locale):
            service.own_data.see(asked, code or "", visit.locale)
            show_own(visit, OwnView(code or ""))
            redraw()


def _show(held: HeldData) -> None:
    for part in held.parts:
        lines = "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in part.lines
        )
        st.html(
            f'<section class="sec notice"><h2>{escape(part.title)}</h2><dl>{lines}</dl></section>'
        )


def _ask_to_correct(
    service: CitizenUseCases, asked: Credentials, held: HeldData, visit: Visit
) -> None:
    labels = {
        entry.place: _say("line", visit, label=entry.label, value=entry.value)
        for entry in held.entries
    }
    _section("correct", visit)
    with st.form("own_correct", border=False, enter_to_submit=False):
        place = st.selectbox(
            _say("which", visit),
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            placeholder=_say("choose", visit),
            key="own_place",
        )
        text = _text("own_right", _say("right", visit))
        pressed = st.form_submit_button(_say("correct_send", visit), key="own_correct_send")
    if pressed:
        wish = Wish(RightKind.CORRECT, text, place or "")
        _asked(partial(_ask, service, asked, wish, visit), visit)


def _ask_to_explain(service: CitizenUseCases, asked: Credentials, visit: Visit) -> None:
    _section("explain", visit)
    with st.form("own_explain", border=False, enter_to_submit=False):
        text = _text("own_why", _say("question", visit))
        pressed = st.form_submit_button(_say("explain_send", visit), key="own_explain_send")
    if pressed:
        _asked(partial(_ask, service, asked, Wish(RightKind.EXPLAIN, text), visit), visit)


def _ask_to_erase(service: CitizenUseCases, asked: Credentials, visit: Visit) -> None:
    _section("erase", visit)
    if st.button(_say("erase_send", visit), key="own_erase", icon=":material/delete:"):
        _asked(partial(_ask, service, asked, Wish(RightKind.ERASE), visit), visit)


def _withdraw_consents(
    service: CitizenUseCases, asked: Credentials, held: HeldData, visit: Visit
) -> None:
    if not held.consents:
        return
    _section("consent", visit)
    for about in held.consents:
        kind = about.partition(":")[0]
        words = _say(f"consent_send.{kind}", visit)
        if st.button(words, key=f"own_consent.{about}", icon=":material/undo:"):
            _asked(partial(_withdraw, service, asked, about, visit), visit)


def _ask(service: CitizenUseCases, asked: Credentials, wish: Wish, visit: Visit) -> str:
    request: RightRequest = service.own_data.ask(asked, _code(visit), wish)
    due = request.due_on
    return _say(f"asked.{wish.kind}", visit, day=say_day(due, visit.locale))


def _withdraw(service: CitizenUseCases, asked: Credentials, about: str, visit: Visit) -> str:
    service.own_data.withdraw_consent(asked, _code(visit), about)
    return _say("consent_done", visit)


def _asked(act: Callable[[], str], visit: Visit) -> None:
    """Do what was asked for, and say at the top what became of it."""
    try:
        show_own(visit, OwnView(_code(visit), act()))
    except ServiceError as error:
        visit.trouble.error = error
    redraw()


def _code(visit: Visit) -> str:
    view = own_view(visit)
    return view.code if view else ""


def _section(name: str, visit: Visit) -> None:
    title, what = escape(_say(f"{name}_title", visit)), escape(_say(f"{name}_what", visit))
    st.html(f'<section class="sec"><h2>{title}</h2><p>{what}</p></section>')


def _text(key: str, label: str) -> str:
    with typed_as("pinyin", key):
        return st.text_area(label, height=120, max_chars=2000, key=key) or ""
