"""Say who stands here without typing: by the card, the face, or a code for the phone.

The paper way stays open: whoever wants none of it types the number.
"""

from html import escape

import streamlit as st

from core.errors import ServiceError
from core.i18n import translate
from core.services.citizens import Identity, IdentityMethod, IdentityReader
from pages.kiosk.overlays import Identifying
from pages.kiosk.scanning import square_code
from pages.kiosk.visit import Visit
from pages.shared.state import keep_under
from pages.shared.styling import tag

_EVERY_SECONDS = 3
_ICONS = {
    IdentityMethod.CARD: "contactless",
    IdentityMethod.FACE: "face",
    IdentityMethod.CODE: "qr_code_2",
}


def offer_to_identify(reader: IdentityReader, holder: str, visit: Visit) -> None:
    """Draw in a form a button for each way that this kiosk has, for the number at a place."""
    with st.container(key=f"identity_{holder}", horizontal=True):
        for method in reader.methods:
            act = _show_code if method is IdentityMethod.CODE else _read
            st.form_submit_button(
                translate(f"prefilling.identity.{method.value}", visit.locale),
                key=f"{method.value}.{holder}",
                icon=f":material/{_ICONS[method]}:",
                on_click=act,
                args=(reader, method, holder, visit),
            )


def show_identity_code(reader: IdentityReader, visit: Visit, *, demo: bool) -> None:
    """Show the code that somebody's phone confirms, if one was asked for, until they have."""
    identifying = visit.cursor.covered_by(Identifying)
    if identifying is None:
        return
    title, how, said = (
        translate(f"prefilling.identity.{name}", visit.locale) for name in ("title", "how", "said")
    )
    mark = f"<p>{tag(translate('prefilling.demo', visit.locale), 'info')}</p>" if demo else ""
    with st.container(key="phone_panel"):
        st.html(
            f'<div class="scanning">{square_code(identifying.code.shown, said)}<div>'
            f"<h2>{escape(title)}</h2><p>{escape(how)}</p>{mark}</div></div>"
        )
        st.fragment(run_every=_EVERY_SECONDS)(_await)(reader, visit)
        st.button(
            translate("kiosk.phone.close", visit.locale),
            icon=":material/close:",
            key="phone_close",
            on_click=_close,
            args=(visit,),
        )


def _await(reader: IdentityReader, visit: Visit) -> None:
    """Look whether the phone has confirmed. Only this part runs while it has not."""
    identifying = visit.cursor.covered_by(Identifying)
    if identifying is None:
        return
    try:
        identity = reader.read_code(identifying.code)
    except ServiceError as trouble:
        visit.trouble.error = trouble
        _close(visit)
        st.rerun()
    if identity is not None:
        _take(identity, identifying.holder, visit)
        _close(visit)
        st.rerun()
    words = escape(translate("prefilling.identity.waiting", visit.locale))
    st.html(f'<p class="src" role="status">{words}</p>')


def _read(reader: IdentityReader, method: IdentityMethod, holder: str, visit: Visit) -> None:
    """Take the number from the card or the face; without either it can be typed all the same."""
    try:
        identity = reader.read(method)
    except ServiceError as trouble:
        visit.trouble.error = trouble
    else:
        _take(identity, holder, visit)


def _show_code(reader: IdentityReader, _: IdentityMethod, holder: str, visit: Visit) -> None:
    try:
        visit.cursor.lay(Identifying(holder, reader.show_code()))
    except ServiceError as trouble:
        visit.trouble.error = trouble


def _take(identity: Identity, holder: str, visit: Visit) -> None:
    """Keep the number, and the name that stands beside it, unless the name was fetched."""
    visit.fill(holder, identity.number)
    keep_under(number_key(holder), identity.number)
    named = f"per.name@{holder.partition('@')[2]}"
    if identity.name and not visit.draft.is_locked(named):
        visit.fill(named, identity.name)
        keep_under(name_key(named), identity.name)


def number_key(place: str) -> str:
    """Return the key of a field outside the form that takes a number as it is read."""
    return f"holder.{place}"


def name_key(place: str) -> str:
    """Return the key of a field outside the form that takes a name as it is read."""
    return f"named.{place}"


def _close(visit: Visit) -> None:
    visit.cursor.lay(None)
