"""What stands around the fields of a form: promises, counts, and what may be left."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from core.catalogue.models import Matter
from core.forms.models import MergedField
from core.i18n import listed, translate
from pages.shared.styling import plain
from pages.shared.translating import beside, said


def draw_promise(matters: Iterable[Matter], locale: str) -> None:
    """Show what somebody agrees to: the conditions of the matters that ask for the promise."""
    for matter in matters:
        conditions = matter.acceptance_conditions
        title = translate("kiosk.field.promise", locale, matter=said(matter.name))
        items = "".join(f"<li>{beside(condition)}</li>" for condition in conditions)
        st.html(f'<div class="promise"><b>{escape(title)}</b><ul>{items}</ul></div>')


def draw_entries(counts: Mapping[str, int], locale: str) -> None:
    """Count what is to be filled in on a page, what is known, and what may be left."""
    cells = "".join(
        f"<li><b>{count}</b> {escape(translate(f'kiosk.form.entries.{name}', locale))}</li>"
        for name, count in counts.items()
        if count
    )
    label = escape(translate("kiosk.form.entries", locale))
    st.html(f'<ul class="entries more" aria-label="{label}">{cells}</ul>')


def fold_label(fields: Sequence[MergedField], locale: str) -> str:
    """Say how many entries may be left, and which."""
    count = translate("kiosk.form.left", locale, count=len(fields))
    names = listed([said(field.label) for field in fields], locale)
    return f"{plain(count)} :small[{plain(names)}]"
