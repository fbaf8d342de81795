"""A pad to sign on with a finger, and what was drawn on it."""

import base64
import binascii
from collections.abc import Mapping

import streamlit as st

from core.i18n import translate
from core.services.citizens import Stroke
from pages.shared.components import script_of, text_of
from pages.shared.state import kept_under

_KEY = "signature"
_PICTURE = "data:image/png;base64,"
NOTHING_DRAWN = Stroke(b"", points=0, length=0)


def draw_pad(mark: str, locale: str) -> None:
    """Draw the pad to sign on with a finger."""
    pad = st.components.v2.component(
        "signature_pad",
        html=text_of("signature", "signature.html"),
        css=text_of("signature", "signature.css"),
        js=script_of("signature", library="signature_pad.umd.min.js", known_as="SignaturePad"),
    )
    words = {name: translate(f"kiosk.sign.{name}", locale) for name in ("pad", "clear")}
    pad(
        key=_KEY,
        data={"document": mark, "words": words},
        on_drawn_change=lambda: None,
    )


def drawn_under(mark: str) -> Stroke | None:
    """Return what was drawn under this, as the browser told it."""
    drawn = getattr(kept_under(_KEY), "drawn", None)
    if not isinstance(drawn, Mapping) or drawn.get("document") != mark:
        return None
    picture = str(drawn.get("picture", ""))
    if not picture.startswith(_PICTURE):
        return None
    try:
        content = base64.b64decode(picture.removeprefix(_PICTURE), validate=True)
        return Stroke(content, int(drawn.get("points", 0)), float(drawn.get("length", 0)))
    except (binascii.Error, TypeError, ValueError):
        return None
