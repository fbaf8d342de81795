"""What every kiosk page has: the bar on top, the heading, and the bar at the bottom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.citizens import SIX_STEPS, CitizenUseCases, VisitStep
from core.working_days import ZONE
from pages.kiosk.dialogs.help_and_leave import ask_what_came_up
from pages.kiosk.keyboard import lay_keyboard
from pages.kiosk.overlays import Help, Leave
from pages.kiosk.telling import errors_shown
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import current_visit, end_visit
from pages.shared.languages import offer_languages
from pages.shared.state import remember, remembered
from pages.shared.styling import dress
from pages.shared.translating import beneath, said

_STEPS = [step for step in SIX_STEPS if step is not VisitStep.WELCOME]
_OVERWRITTEN = ("browse", "limit")
"""Words of Streamlit that the styles write over, as ``kiosk.overwritten.*``."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """Which button of the bottom bar was pressed."""

    back: bool = False
    other: bool = False
    main: bool = False


@dataclass
class _Touched:
    """Which button of the bar was touched, and on which page: every page has the same bar."""

    button: str = ""
    place: str = ""

    def taken(self) -> Pressed:
        """Return what was pressed on the page that is drawn now, once."""
        button = self.button if self.place == current_visit().place else ""
        self.button = ""
        return Pressed(**{button: True}) if button else Pressed()


def _touch(button: str, place: str, turn: Callable[[], None] | None = None) -> None:
    """Do what a button does, or note that it was touched.

    Whoever touches twice means the page they saw, not the one that has come meanwhile.
    """
    if place != current_visit().place:
        return
    if turn is None:
        remember(_Touched(button, place))
    else:
        turn()


def overwritten(locale: str) -> dict[str, str]:
    """Return the words that styles write over Streamlit's own."""
    return {name: translate(f"kiosk.overwritten.{name}", locale) for name in _OVERWRITTEN}


def draw_frame(service: CitizenUseCases, visit: Visit) -> None:
    """Draw the styles and the top bar."""
    dress(
        ("common.css", "kiosk.css", "who.css", "keyboard.css"),
        locale=visit.locale,
        words=overwritten(visit.locale),
        marks=[name for name in ("care", "low") if getattr(visit, name)],
    )
    lay_keyboard(visit.locale)
    with st.container(key="topbar"):
        _top_row(service, visit)
        if visit.on_paper:
            st.html(on_paper(visit.on_paper, visit.locale))
        if visit.cursor.step is not VisitStep.WELCOME and not visit.is_left:
            st.html(steps_list(visit.cursor.step, visit.locale))


def on_paper(form: Mapping[str, str], locale: str) -> str:
    """Return as HTML which paper form is entered here, and when it was received."""
    at = datetime.fromisoformat(form["received_at"]).astimezone(ZONE)
    words = translate(
        "kiosk.frame.on_paper", locale, number=form["number"], at=f"{at:%Y-%m-%d %H:%M}"
    )
    return f'<p class="onpaper" role="status">{escape(words)}</p>'


def _top_row(service: CitizenUseCases, visit: Visit) -> None:
    with st.container(
        key="toprow",
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
    ):
        _brand(visit.locale)
        with st.container(
            key="tools", width="content", horizontal=True, vertical_alignment="center"
        ):
            _tools(service, visit)


def _brand(locale: str) -> None:
    name = escape(translate("kiosk.frame.name", locale))
    about = escape(translate("kiosk.frame.about", locale))
    st.html(
        f'<div class="brand"><i></i><div>{name}<small>{about}</small></div></div>',
        width="content",
    )


def _tools(service: CitizenUseCases, visit: Visit) -> None:
    offer_languages(visit.locale, partial(_speak, visit))
    st.button(
        translate("kiosk.frame.care", visit.locale),
        icon=":material/text_increase:",
        key="care",
        type="primary" if visit.care else "secondary",
        on_click=_toggle_care,
        args=(visit,),
    )
    st.button(
        translate("kiosk.frame.help", visit.locale),
        icon=":material/support_agent:",
        key="help",
        on_click=visit.cursor.ask,
        args=(Help,),
    )
    st.button(
        translate("kiosk.frame.finish", visit.locale),
        icon=":material/close:",
        key="exit",
        on_click=_finish,
        args=(service, visit),
    )
    ask_what_came_up(service, visit)


def _speak(visit: Visit, locale: str) -> None:
    visit.locale = locale


def _toggle_care(visit: Visit) -> None:
    visit.care = not visit.care


def _finish(service: CitizenUseCases, visit: Visit) -> None:
    """Ask before anything is lost; where there is nothing to lose, just begin again."""
    if visit.cursor.step in {VisitStep.WELCOME, VisitStep.RECEIPT} or visit.is_left:
        end_visit(service)
    else:
        visit.cursor.ask(Leave)


def steps_list(current: VisitStep, locale: str) -> str:
    """Return the six steps as HTML, with where we are."""
    items = "".join(_step(step, current, locale) for step in _STEPS)
    return f'<ol class="steps">{items}</ol>'


def _step(step: VisitStep, current: VisitStep, locale: str) -> str:
    name = escape(translate(f"kiosk.step.{step.value}", locale))
    official = escape(translate(f"kiosk.official.{step.value}", locale))
    mark = ' aria-current="step"' if step.number == current.number else ""
    style = ' class="done"' if step.number < current.number else ""
    return f"<li{mark}{style}>{step.number} {name}<small>{official}</small></li>"


def tell_trouble(visit: Visit, labels: Mapping[str, str] | None = None) -> bool:
    """Say at the top what was refused, once, and return whether anything was.

    However far down the button is, whoever pressed it reads the page from its top.
    """
    trouble, visit.trouble.error = visit.trouble.error, None
    if trouble is not None:
        with errors_shown(visit.locale, labels):
            raise trouble
    return trouble is not None


def heading(kicker: str, title: str, lead: str = "", *, code: str = "") -> None:
    """Show where we are, the one title of the page, and what it is about.

    A title of the catalogue is translated, ``code`` is whose it is.
    """
    below = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    st.html(
        f'<div class="page"><p class="kicker">{escape(kicker)}</p>'
        f"<h1>{escape(said(title, code))}</h1>{beneath(title, code)}{below}</div>"
    )


def _stay() -> None:
    """Keep nothing more than what is kept whenever a page is drawn."""


def keep_beside(locale: str, keep: Callable[[], None] = _stay) -> None:
    """Have what stands in a form kept when a button beside the form is pressed.

    Such a button does not send what was typed. So the browser first presses this one, which
    nobody sees (:mod:`pages.kiosk.glass`).
    """
    words, place = translate("kiosk.glass.kept", locale), current_visit().place
    with st.container(key="unseen_keep"):
        st.form_submit_button(words, key="kept", on_click=_touch, args=("", place, keep))


def bottom_bar(
    main: str,
    locale: str,
    *,
    back: bool = True,
    other: str = "",
    in_form: bool = False,
    icon: str = "arrow_forward",
    on_back: Callable[[], None] | None = None,
    on_main: Callable[[], None] | None = None,
) -> Pressed:
    """Draw the bar with Back and the one main button, and tell which was pressed.

    Without words there is no main button: what the page offers is touched itself.
    ``other`` are the words of a button beside it, for a No that is as easy as a Yes. What turns
    the page in ``on_back`` and ``on_main`` does so before anything is drawn: one drawing a touch.
    """
    draw = st.form_submit_button if in_form else st.button
    place = current_visit().place
    with st.container(key="actionbar", horizontal=True):
        if back:
            draw(
                translate("kiosk.frame.back", locale),
                icon=":material/arrow_back:",
                key="back",
                on_click=_touch,
                args=("back", place, on_back),
            )
        if other:
            draw(other, key="other", width="stretch", on_click=_touch, args=("other", place))
        if main:
            draw(
                main,
                type="primary",
                icon=f":material/{icon}:",
                icon_position="right",
                key="main",
                width="stretch",
                on_click=_touch,
                args=("main", place, on_main),
            )
    return remembered(_Touched).taken()
