"""The correction notice (补正告知): what is wrong, how to mend it, until when; done right here."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.cases.models import Upload
from core.errors import ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, ToCorrect
from pages.kiosk.dialogs.supplying import Supplied, offer_to_supply
from pages.kiosk.dialogs.tracked_case import tracked_case
from pages.kiosk.drawing import redraw
from pages.kiosk.visit import Visit
from pages.shared.styling import plain
from pages.shared.translating import said
from pages.shared.widgets import typed_as


def show_notice(
    service: CitizenUseCases, corrections: Sequence[ToCorrect], visit: Visit, *, is_open: bool
) -> None:
    """Show everything that was asked for; what is still to be done can be done right here."""
    for place, correction in enumerate(corrections):
        st.html(_item(correction, visit.locale))
        if is_open and correction.is_open:
            _answering(service, correction, place, visit)


def _item(correct: ToCorrect, locale: str) -> str:
    fault = correct.correction.fault
    title = translate("kiosk.correct.title", locale, name=said(fault.label))
    asker = translate(
        "kiosk.correct.asker",
        locale,
        matter=said(correct.matter),
        department=said(correct.department),
    )
    until = correct.correction.until
    state = (
        translate("kiosk.correct.until", locale, month=until.month, day=until.day)
        if correct.is_open
        else translate("kiosk.correct.done", locale)
    )
    style = "later" if correct.is_open else "ok"
    return (
        f'<section class="sec notice"><h2>{escape(title)}</h2>'
        f'<p class="src">{escape(asker)} <span class="tag {style}">{escape(state)}</span></p>'
        f"<dl><dt>{escape(translate('kiosk.correct.wrong', locale))}</dt>"
        f"<dd>{escape(fault.wrong)}</dd>"
        f"<dt>{escape(translate('kiosk.correct.remedy', locale))}</dt>"
        f"<dd>{escape(fault.remedy)}</dd></dl></section>"
    )


def _answering(service: CitizenUseCases, correct: ToCorrect, place: int, visit: Visit) -> None:
    if correct.correction.fault.material:
        _hand_in(service, correct, place, visit)
    else:
        _write(service, correct, place, visit)


def _hand_in(service: CitizenUseCases, correct: ToCorrect, place: int, visit: Visit) -> None:
    def hand_in(name: str, content: bytes) -> None:
        asked = tracked_case(visit)
        if asked is not None:
            service.tracking.correct_material(asked, correct.correction, name=name, content=content)

    def take(upload: Upload) -> None:
        asked = tracked_case(visit)
        if asked is not None:
            service.tracking.correct_material.take(asked, correct.correction, upload)

    fault = correct.correction.fault
    if fault.material is not None:
        place_of = f"correct.{place}"
        supplied = Supplied(fault.material, fault.label, place_of, hand_in, take)
        offer_to_supply(service, supplied, visit)


def _write(service: CitizenUseCases, correct: ToCorrect, place: int, visit: Visit) -> None:
    """Take down what is right; the form stays as it was signed, this stands beside it."""
    with (
        st.form(f"correct_{place}", border=False, enter_to_submit=False),
        st.container(key=f"writing.{place}"),
    ):
        with typed_as("pinyin", f"right.{place}"):
            name = plain(said(correct.correction.fault.label))
            words = st.text_area(
                translate("kiosk.correct.right", visit.locale, name=name),
                height=150,
                max_chars=2000,
                key=f"right.{place}",
            )
        pressed = st.form_submit_button(
            translate("kiosk.correct.send", visit.locale),
            icon=":material/send:",
            key=f"send.{place}",
        )
    asked = tracked_case(visit)
    if pressed and asked is not None:
        try:
            service.tracking.correct(asked, correct.correction, words or "")
        except ServiceError as error:
            visit.trouble.error = error
        redraw()
