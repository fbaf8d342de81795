"""Square codes that a phone scans, beside the words that say what for."""

from html import escape

import segno
import streamlit as st

from core.i18n import translate
from core.services.citizens import is_reached_by_phones
from pages.kiosk.visiting import current_visit


def base_address(configured: str) -> str:
    """Return how phones reach this kiosk: as it is set, else as the browser here does."""
    if configured:
        return configured.rstrip("/")
    visit = str(st.context.url or "")
    scheme, _, rest = visit.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def square_code(content: str, described: str) -> str:
    """Return a square code as HTML; ``described`` is what screen readers say of it.

    Below one that leads a phone to itself it is said so, and how an operator mends it.
    """
    picture = segno.make(content, error="m").svg_data_uri(scale=8, border=2)
    code = f'<img class="square" src="{picture}" alt="{escape(described)}">'
    if not content.startswith("http") or is_reached_by_phones(content):
        return code
    words = escape(translate("kiosk.phone.unreached", current_visit().locale))
    return f'<figure class="unreached">{code}<figcaption>{words}</figcaption></figure>'
