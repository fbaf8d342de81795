"""The correction notice (补正告知): what is wrong, how to mend it, until when; done right here."""

from html import escape

import streamlit as st

from core.cases.models import Upload
from core.errors import ServiceError
from core.i18n import listed, say_day, translate
from core.services.citizens import AskedOnce, CitizenUseCases, ToCorrect, TrackedCase
from pages.kiosk.dialogs.supplying import Supplied, offer_to_supply
from pages.kiosk.dialogs.tracked_case import tracked_case
from pages.kiosk.drawing import redraw
from pages.kiosk.visit import Visit
from pages.shared.kinds import ask
from pages.shared.slots import Slot
from pages.shared.styling import plain
from pages.shared.translating import said
from pages.shared.widgets import typed_as


def show_notice(service: CitizenUseCases, case: TrackedCase, visit: Visit) -> None:
    """Show everything that was asked for; what is still to be done can be done right here.

    What several offices ask about one entry or material is asked once, with all their reasons.
    """
    for place, once in enumerate(case.once):
        st.html(_question(once, visit.locale))
        if once.material is not None:
            _hand_in(service, once, place, visit)
        else:
            _write(service, once, place, visit)
    for asked in case.corrections:
        if not (case.once and asked.is_open):
            title = _title(asked.correction.fault.label, visit.locale)
            reason = _reason(asked, visit.locale)
            st.html(f'<section class="sec notice">{title}{reason}</section>')


def _question(once: AskedOnce, locale: str) -> str:
    """Return what is asked, and every office's reason side by side."""
    lead = also = ""
    if len(once.asked) > 1:
        lead = _note(translate("kiosk.correct.once", locale, n=len(once.asked)))
    reasons = "".join(_reason(asked, locale) for asked in once.asked)
    if once.entry is not None and once.also:
        names = listed([said(name) for name in once.also], locale)
        also = _note(translate("kiosk.correct.also", locale, names=names))
    title = _title(once.label, locale)
    return (
        f'<section class="sec notice">{title}{lead}<div class="reasons">{reasons}</div>'
        f"{also}</section>"
    )


def _title(label: str, locale: str) -> str:
    return f"<h2>{escape(translate('kiosk.correct.title', locale, name=said(label)))}</h2>"


def _note(words: str) -> str:
    return f'<p class="src">{escape(words)}</p>'


def _reason(asked: ToCorrect, locale: str) -> str:
    fault = asked.correction.fault
    asker = translate(
        "kiosk.correct.asker",
        locale,
        matter=said(asked.matter),
        department=said(asked.department),
    )
    until = asked.correction.until
    state = (
        translate("kiosk.correct.until", locale, day=say_day(until, locale))
        if asked.is_open
        else translate("kiosk.correct.done", locale)
    )
    style = "later" if asked.is_open else "ok"
    return (
        f'<div><p class="src">{escape(asker)} <span class="tag {style}">{escape(state)}</span></p>'
        f"<dl><dt>{escape(translate('kiosk.correct.wrong', locale))}</dt>"
        f"<dd>{escape(fault.wrong)}</dd>"
        f"<dt>{escape(translate('kiosk.correct.remedy', locale))}</dt>"
        f"<dd>{escape(fault.remedy)}</dd></dl></div>"
    )


def _hand_in(service: CitizenUseCases, once: AskedOnce, place: int, visit: Visit) -> None:
    def hand_in(name: str, content: bytes) -> None:
        asked = tracked_case(visit)
        if asked is not None:
            service.tracking.correct_material(asked, once.corrections, name=name, content=content)

    def take(upload: Upload) -> None:
        asked = tracked_case(visit)
        if asked is not None:
            service.tracking.correct_material.take(asked, once.corrections, upload)

    if once.material is not None:
        supplied = Supplied(once.material, once.label, f"correct.{place}", hand_in, take)
        offer_to_supply(service, supplied, visit)


def _write(service: CitizenUseCases, once: AskedOnce, place: int, visit: Visit) -> None:
    """Take down what is right: the entry anew, or words that stand beside the form."""
    with (
        st.form(f"correct_{place}", border=False, enter_to_submit=False),
        st.container(key=f"writing.{place}"),
    ):
        value = None
        if once.entry is not None:
            slot = Slot(f"value.{place}.{len(once.asked)}", once.label, visit.locale)
            value = ask(once.entry, once.value, slot)
        words = _ask_for_words(once, place, visit)
        pressed = st.form_submit_button(
            translate("kiosk.correct.send", visit.locale),
            icon=":material/send:",
            key=f"send.{place}",
        )
    asked = tracked_case(visit)
    if pressed and asked is not None:
        try:
            if once.entry is None:
                service.tracking.correct(asked, once.corrections, words)
            else:
                service.tracking.correct.entry(asked, once, value, remark=words)
        except ServiceError as error:
            visit.trouble.error = error
        redraw()


def _ask_for_words(once: AskedOnce, place: int, visit: Visit) -> str:
    """Ask what is right, or, beside a new value, for what somebody may want to say about it."""
    name = "right" if once.entry is None else "remark"
    with typed_as("pinyin", f"{name}.{place}"):
        words = st.text_area(
            translate(f"kiosk.correct.{name}", visit.locale, name=plain(said(once.label))),
            height=150 if once.entry is None else 90,
            max_chars=2000,
            key=f"{name}.{place}",
        )
    return words or ""
