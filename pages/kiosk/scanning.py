"""Square codes that a phone scans, beside the words that say what for."""

from html import escape

import segno
import streamlit as st


def base_address(configured: str) -> str:
    """Return how phones reach this kiosk: as it is set, else as the browser here does."""
    if configured:
        return configured.rstrip("/")
    visit = str(st.context.url or "")
    scheme, _, rest = visit.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def square_code(content: str, described: str) -> str:
    """Return a square code as HTML; ``described`` is what screen readers say of it."""
    picture = segno.make(content, error="m").svg_data_uri(scale=8, border=2)
    return f'<img class="square" src="{picture}" alt="{escape(described)}">'
