"""On the phone of somebody whose signature a text needs: read it whole, and sign it."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from core.errors import LinkExpiredError, ServiceError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, DocumentText, Stroke
from pages.kiosk.dialogs.texts import paragraphs_of
from pages.kiosk.phone.visit import PhoneVisit
from pages.kiosk.telling import words_of
from pages.shared.feedback import tell
from pages.shared.signature_pad import NOTHING_DRAWN, draw_pad, drawn_under
from pages.shared.translating import said


def show_text(service: CitizenUseCases, token: str, visit: PhoneVisit, locale: str) -> None:
    """Show the text, and take the signature or the name under it."""
    text = service.phone.signatures.read(token)
    title = escape(said(text.name))
    if visit.given:
        done = escape(translate("kiosk.text.phone_done", locale))
        st.html(f'<h1>{title}</h1><p class="done" role="status">{done}</p>')
        return
    who = " ".join(filter(None, (said(text.role), text.signer)))
    lead = escape(translate("kiosk.text.phone_lead", locale, who=who))
    whole = escape(translate("kiosk.text.whole", locale))
    st.html(
        f"<h1>{title}</h1><p>{lead}</p>"
        f'<section class="whole_text" aria-label="{whole}">'
        f"{paragraphs_of(text, locale)}</section>"
    )
    name = text.signer or _ask_name(text, locale)
    given = _ask_signature(text, locale)
    agree = translate("kiosk.text.agree", locale)
    if st.button(agree, key="agree", type="primary", width="stretch", icon=":material/draw:"):
        _give(partial(service.phone.signatures.give, token, given, name=name), text, visit, locale)


def _ask_name(text: DocumentText, locale: str) -> str:
    label = translate("kiosk.text.name", locale, role=said(text.role))
    return st.text_input(label, key="signer") or ""


def _ask_signature(text: DocumentText, locale: str) -> Stroke | str:
    """Ask for a stroke of the finger, or for the name of who cannot write by hand."""
    if st.checkbox(translate("kiosk.text.phone_type", locale), key="by_name"):
        return st.text_input(translate("kiosk.sign.name", locale), key="signed_name") or ""
    mark = f"{text.digest}.{text.place}"
    draw_pad(mark, locale)
    return drawn_under(mark) or NOTHING_DRAWN


def _give(give: Callable[[], object], text: DocumentText, visit: PhoneVisit, locale: str) -> None:
    try:
        give()
    except LinkExpiredError:
        raise
    except ServiceError as error:
        tell(words_of(error, locale))
    else:
        visit.given.append(text.name)
        st.rerun()
