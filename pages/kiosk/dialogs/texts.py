"""A text of the office (范本): shown whole, and signed by whoever has to sign it.

Where that is somebody else than the applicant, the page says whose turn it is: the screen is
handed over, or the text is read and signed on their own phone.
"""

from dataclasses import replace
from html import escape

import streamlit as st

from core.errors import LinkExpiredError, ServiceError
from core.i18n import translate
from core.services.citizens import (
    DocumentText,
    KioskForm,
    KioskService,
    PaperToGive,
    PreparedApplication,
    is_signed,
    unsigned,
)
from pages.kiosk.consulting import form_of
from pages.kiosk.cursor import Step
from pages.kiosk.dialogs.signing import ask_signature
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.scanning import square_code
from pages.kiosk.visit import Visit
from pages.shared.styling import icon
from pages.shared.widgets import typed_as

_EVERY_SECONDS = 3


def read_text(paper: PaperToGive, here: Visit) -> None:
    """Open the text of a paper."""
    here.go(Step.MATERIALS)
    here.reading = paper.code


def page(service: KioskService, here: Visit) -> None:
    """Show the text that is open, and take it once it is read and signed."""
    texts = service.prepare(here.application()).texts.get(here.reading, ())
    waiting = unsigned(texts, here.signatures)
    if not texts:
        _close(service, here)
        redraw()
    text = waiting[0] if waiting else texts[0]
    tell_trouble(here)
    _head(text, len(texts), here)
    st.html(_whole(text, here.locale))
    if text.role:
        _sign(service, text, here)
    else:
        _take(service, text, here)


def leave_paper(form: KioskForm, here: Visit) -> None:
    """Turn from a paper that is given to the next one, or to the review."""
    if here.back_to_review or here.paper + 1 >= len(form.papers):
        here.back_to_review = False
        here.go(Step.REVIEW)
    else:
        here.paper += 1
        here.go(Step.MATERIALS)


def _head(text: DocumentText, number: int, here: Visit) -> None:
    who = " ".join(filter(None, (text.role, text.signer)))
    step = "kicker_of" if number > 1 else "kicker"
    heading(
        translate(f"kiosk.text.{step}", here.locale, number=text.number, total=number),
        text.name,
        translate(f"kiosk.text.{'hand_over' if text.role else 'lead'}", here.locale, who=who),
    )  # fmt: skip


def _whole(text: DocumentText, locale: str) -> str:
    """Return a text as HTML, in full: nothing of it is folded away."""
    words = escape(translate("kiosk.text.whole", locale))
    return f'<section class="whole_text" aria-label="{words}">{paragraphs_of(text.text)}</section>'


def paragraphs_of(text: str) -> str:
    """Return the paragraphs of a text as HTML, the first as its title."""
    title, *parts = [part.strip() for part in text.split("\n") if part.strip()]
    return f"<h3>{escape(title)}</h3>" + "".join(f"<p>{escape(part)}</p>" for part in parts)


def _take(service: KioskService, text: DocumentText, here: Visit) -> None:
    pressed = bottom_bar(translate("kiosk.text.use", here.locale), here.locale, icon="check")
    if pressed.main:
        here.templates.append(text.code)
        leave_paper(form_of(service, here), here)
    if pressed.back:
        _close(service, here)
    if pressed.main or pressed.back:
        redraw()


def _sign(service: KioskService, text: DocumentText, here: Visit) -> None:
    """Ask for the signature of who is named, here or on their phone."""
    name = _ask_name(text, here)
    given = ask_signature(f"{text.digest}.{text.place}", f"text.{text.number}", here)
    _offer_phone(service, text, here)
    pressed = bottom_bar(translate("kiosk.text.agree", here.locale), here.locale, icon="draw")
    if pressed.back:
        _close(service, here)
        redraw()
    if pressed.main:
        try:
            signature = service.texts.sign(
                replace(text, signer=text.signer or name), given, holder=here.submission_key
            )
        except ServiceError as error:
            here.refuse(error)
        else:
            here.signed(signature)
            _after(service, text, here)
        redraw()


def _ask_name(text: DocumentText, here: Visit) -> str:
    """Ask for the name of a signer whom the form does not name; a typed signature is the name."""
    if text.signer or here.typing_name:
        return ""
    with typed_as("name", "signer"):
        label = translate("kiosk.text.name", here.locale, role=text.role)
        return st.text_input(label, key=f"signer.{text.place}") or ""


def _after(service: KioskService, text: DocumentText, here: Visit) -> None:
    """Turn to the next signer, or back to the materials with the paper given."""
    _close_phone(service, here)
    here.attempt += 1
    texts = service.prepare(here.application()).texts.get(text.code, ())
    if is_signed(texts, here.signatures):
        here.templates.append(text.code)
        _close(service, here)


def _close(service: KioskService, here: Visit) -> None:
    _close_phone(service, here)
    here.go(Step.MATERIALS)


def _close_phone(service: KioskService, here: Visit) -> None:
    if here.phone_paper == _phone_mark(here):
        here.phone_token = here.phone_paper = ""
        service.phone.close(here.submission_key)


def _phone_mark(here: Visit) -> str:
    return f"text:{here.reading}"


def _offer_phone(service: KioskService, text: DocumentText, here: Visit) -> None:
    if not service.phone_signatures.offers:
        return
    if here.phone_token and here.phone_paper == _phone_mark(here):
        _show_code(service, text, here)
        return
    with st.container(key="devices"):
        st.button(
            translate("kiosk.text.phone", here.locale, role=text.role), key="text_phone",
            icon=":material/qr_code_2:", on_click=_open_phone, args=(service, text, here),
            width="stretch",
        )  # fmt: skip


def _open_phone(service: KioskService, text: DocumentText, here: Visit) -> None:
    here.phone_token = service.phone_signatures.offer(text, visit=here.submission_key)
    here.phone_paper = _phone_mark(here)


def _show_code(service: KioskService, text: DocumentText, here: Visit) -> None:
    address = f"{here.address}/phone?token={here.phone_token}&lang={here.locale}"
    title = escape(translate("kiosk.text.phone_title", here.locale, role=text.role))
    how = escape(translate("kiosk.text.phone_how", here.locale))
    code = square_code(address, translate("kiosk.phone.code", here.locale))
    with st.container(key="phone_panel"):
        st.html(f'<div class="scanning">{code}<div><h2>{title}</h2><p>{how}</p></div></div>')
        st.fragment(run_every=_EVERY_SECONDS)(_collect)(service, text, here)
        st.button(
            translate("kiosk.phone.close", here.locale), icon=":material/close:",
            key="phone_close", on_click=_close_phone, args=(service, here),
        )  # fmt: skip


def _collect(service: KioskService, text: DocumentText, here: Visit) -> None:
    """Take the signature once it has come. Only this part runs while nothing comes."""
    if not here.phone_token:
        return
    try:
        signature = service.phone_signatures.collect(here.phone_token, text)
    except LinkExpiredError:
        here.phone_token = ""
        st.rerun()
    if signature is not None:
        here.signed(signature)
        _after(service, text, here)
        st.rerun()
    waiting = translate("kiosk.text.waiting", here.locale)
    st.html(f'<p class="src" role="status">{icon("hourglass_top")} {escape(waiting)}</p>')


def drop_unsigned(prepared: PreparedApplication, here: Visit) -> None:
    """Take back texts that say something else now than what was signed, or that nobody uses."""
    if not here.templates:
        return
    here.templates = [
        code for code in here.templates if is_signed(prepared.texts.get(code, ()), here.signatures)
    ]
