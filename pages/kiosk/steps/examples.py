"""A picture of a good example for each paper (示例): a drawing beside the words.

A new paper is one line of ``assets/kiosk/papers.json``, a new drawing one file beside it.
"""

import json
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from core.i18n import translate

_ASSETS = Path(__file__).parents[3] / "assets" / "kiosk"
_ADVICE = ("whole", "sharp", "glare")


def show_example(document: str, name: str, locale: str) -> None:
    """Show how a good picture of a paper looks, and what to mind."""
    about = escape(translate("kiosk.example.about", locale, name=name))
    title = escape(translate("kiosk.example.title", locale))
    advice = "".join(
        f"<li>{escape(translate(f'kiosk.example.{point}', locale))}</li>" for point in _ADVICE
    )
    st.html(
        f'<figure class="example"><img alt="{about}" src="{_picture(_drawing_of(document))}">'
        f"<figcaption><b>{title}</b><ul>{advice}</ul></figcaption></figure>"
    )


def _drawing_of(document: str) -> str:
    drawings = _drawings()
    return drawings.get(document, drawings["default"])


@cache
def _drawings() -> dict[str, str]:
    drawings: dict[str, str] = json.loads((_ASSETS / "papers.json").read_text("utf-8"))
    return drawings


@cache
def _picture(drawing: str) -> str:
    content = (_ASSETS / "papers" / f"{drawing}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(content).decode('ascii')}"
