"""A text of the office (范本): shown whole, and signed by whoever has to sign it.

Where that is somebody else than the applicant, the page says whose turn it is: the screen is
handed over, or the text is read and signed on their own phone.
"""

from dataclasses import replace
from html import escape

import streamlit as st

from core.errors import LinkExpiredError, ServiceError
from core.i18n import DEFAULT_LOCALE, translate
from core.services.citizens import (
    CitizenUseCases,
    DocumentText,
    KioskForm,
    MaterialToGive,
    PreparedApplication,
    VisitStep,
    drafts,
    is_signed,
    page_at,
    side_by_side,
    unsigned,
)
from pages.kiosk.consulting import form_of
from pages.kiosk.dialogs.signing import ask_signature
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.overlays import ReadingText
from pages.kiosk.scanning import square_code
from pages.kiosk.visit import Visit
from pages.shared.styling import icon
from pages.shared.translating import said
from pages.shared.widgets import typed_as

_EVERY_SECONDS = 3


def read_text(paper: MaterialToGive, visit: Visit) -> None:
    """Open the text of a paper."""
    visit.go(VisitStep.MATERIALS)
    visit.cursor.lay(ReadingText(paper.code))


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show the text that is open, and take it once it is read and signed."""
    texts = service.handing_in.prepare(visit.draft.application()).texts.get(
        _material_read(visit), ()
    )
    waiting = unsigned(texts, visit.draft.signatures)
    if not texts:
        _close(service, visit)
        redraw()
    text = waiting[0] if waiting else texts[0]
    tell_trouble(visit)
    _head(text, len(texts), visit)
    st.html(_whole(text, visit.locale))
    if text.role:
        _sign(service, text, visit)
    else:
        _take(service, text, visit)


def leave_paper(form: KioskForm, visit: Visit) -> None:
    """Turn from a paper that is given to the next one, or to the review."""
    if visit.cursor.back_to_review or visit.cursor.material + 1 >= len(form.materials):
        visit.cursor.back_to_review = False
        visit.go(VisitStep.REVIEW)
    else:
        visit.cursor.material += 1
        visit.go(VisitStep.MATERIALS)


def _head(text: DocumentText, number: int, visit: Visit) -> None:
    who = " ".join(filter(None, (said(text.role), text.signer)))
    step = "kicker_of" if number > 1 else "kicker"
    heading(
        translate(f"kiosk.text.{step}", visit.locale, number=text.number, total=number),
        text.name,
        translate(f"kiosk.text.{'hand_over' if text.role else 'lead'}", visit.locale, who=who),
    )


def _whole(text: DocumentText, locale: str) -> str:
    """Return a text as HTML, in full: nothing of it is folded away."""
    words = escape(translate("kiosk.text.whole", locale))
    whole = paragraphs_of(text, locale)
    return f'<section class="whole_text" aria-label="{words}">{whole}</section>'


def paragraphs_of(text: DocumentText, locale: str) -> str:
    """Return the paragraphs of a text as HTML, the first as its title.

    In another language each has its translation above it; the Chinese one is signed.
    """
    title, *parts = side_by_side(text.text, text.translations.get(locale, ""))
    counts = translate("kiosk.text.counts", locale) if title[1] else ""
    return (
        (f'<p class="why">{escape(counts)}</p>' if counts else "")
        + _paragraph("h3", *title)
        + "".join(_paragraph("p", *part) for part in parts)
    )


def _paragraph(mark: str, words: str, translated: str) -> str:
    if not translated:
        return f"<{mark}>{escape(words)}</{mark}>"
    chinese = f'<span class="zh" lang="{DEFAULT_LOCALE}">{escape(words)}</span>'
    return f"<{mark}>{escape(translated)}<br>{chinese}</{mark}>"


def _take(service: CitizenUseCases, text: DocumentText, visit: Visit) -> None:
    pressed = bottom_bar(translate("kiosk.text.use", visit.locale), visit.locale, icon="check")
    if pressed.main:
        visit.change(drafts.use_template, text.code)
        leave_paper(form_of(service, visit), visit)
    if pressed.back:
        _close(service, visit)
    if pressed.main or pressed.back:
        redraw()


def _sign(service: CitizenUseCases, text: DocumentText, visit: Visit) -> None:
    """Ask for the signature of who is named, here or on their phone."""
    name = _ask_name(text, visit)
    given = ask_signature(f"{text.digest}.{text.place}", f"text.{text.number}", visit)
    _offer_phone(service, text, visit)
    pressed = bottom_bar(translate("kiosk.text.agree", visit.locale), visit.locale, icon="draw")
    if pressed.back:
        _close(service, visit)
        redraw()
    if pressed.main:
        try:
            signature = service.handing_in.sign_text(
                replace(text, signer=text.signer or name), given, holder=visit.draft.submission_key
            )
        except ServiceError as error:
            visit.refuse(error)
        else:
            visit.change(drafts.sign, signature)
            _after(service, text, visit)
        redraw()


def _ask_name(text: DocumentText, visit: Visit) -> str:
    """Ask for the name of a signer whom the form does not name; a typed signature is the name."""
    if text.signer or visit.typing_name or visit.on_paper:
        return ""
    with typed_as("name", "signer"):
        label = translate("kiosk.text.name", visit.locale, role=said(text.role))
        return st.text_input(label, key=f"signer.{text.place}") or ""


def _after(service: CitizenUseCases, text: DocumentText, visit: Visit) -> None:
    """Turn to the next signer, or back to the materials with the paper given."""
    _close_phone(service, visit)
    visit.trouble.attempt += 1
    texts = service.handing_in.prepare(visit.draft.application()).texts.get(text.code, ())
    if is_signed(texts, visit.draft.signatures):
        visit.change(drafts.use_template, text.code)
        _close(service, visit)


def _close(service: CitizenUseCases, visit: Visit) -> None:
    _close_phone(service, visit)
    visit.go(VisitStep.MATERIALS)


def _close_phone(service: CitizenUseCases, visit: Visit) -> None:
    if visit.phone.purpose == _phone_mark(visit):
        visit.phone.token = visit.phone.purpose = ""
        service.phone.files.close(visit.draft.submission_key)


def _phone_mark(visit: Visit) -> str:
    return f"text:{_material_read(visit)}"


def _material_read(visit: Visit) -> str:
    reading = visit.cursor.covered_by(ReadingText)
    return reading.material if reading else ""


def _offer_phone(service: CitizenUseCases, text: DocumentText, visit: Visit) -> None:
    if not service.phone.signatures.offers:
        return
    if visit.phone.token and visit.phone.purpose == _phone_mark(visit):
        _show_code(service, text, visit)
        return
    with st.container(key="devices"):
        st.button(
            translate("kiosk.text.phone", visit.locale, role=said(text.role)),
            key="text_phone",
            icon=":material/qr_code_2:",
            on_click=_open_phone,
            args=(service, text, visit),
            width="stretch",
        )


def _open_phone(service: CitizenUseCases, text: DocumentText, visit: Visit) -> None:
    visit.phone.token = service.phone.signatures.offer(text, visit=visit.draft.submission_key)
    visit.phone.purpose = _phone_mark(visit)


def _show_code(service: CitizenUseCases, text: DocumentText, visit: Visit) -> None:
    address = page_at(visit.address, "phone", token=visit.phone.token, lang=visit.locale)
    title = escape(translate("kiosk.text.phone_title", visit.locale, role=said(text.role)))
    how = escape(translate("kiosk.text.phone_how", visit.locale))
    code = square_code(address, translate("kiosk.phone.code", visit.locale))
    with st.container(key="phone_panel"):
        st.html(f'<div class="scanning">{code}<div><h2>{title}</h2><p>{how}</p></div></div>')
        st.fragment(run_every=_EVERY_SECONDS)(_collect)(service, text, visit)
        st.button(
            translate("kiosk.phone.close", visit.locale),
            icon=":material/close:",
            key="phone_close",
            on_click=_close_phone,
            args=(service, visit),
        )


def _collect(service: CitizenUseCases, text: DocumentText, visit: Visit) -> None:
    """Take the signature once it has come. Only this part runs while nothing comes."""
    if not visit.phone.token:
        return
    try:
        signature = service.phone.signatures.collect(visit.phone.token, text)
    except LinkExpiredError:
        visit.phone.token = ""
        st.rerun()
    if signature is not None:
        visit.change(drafts.sign, signature)
        _after(service, text, visit)
        st.rerun()
    waiting = translate("kiosk.text.waiting", visit.locale)
    st.html(f'<p class="src" role="status">{icon("hourglass_top")} {escape(waiting)}</p>')


def drop_unsigned(prepared: PreparedApplication, visit: Visit) -> None:
    """Take back texts that say something else now than what was signed, or that nobody uses."""
    draft = visit.draft
    signed = [
        code
        for code in draft.templates
        if is_signed(prepared.texts.get(code, ()), draft.signatures)
    ]
    visit.change(drafts.keep_templates, signed)
