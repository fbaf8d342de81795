"""What may stay empty stands behind one touch that names it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from core.forms.models import MergedField
from pages.kiosk.steps.fields import FormContext
from pages.shared.form_parts import fold_label


@contextmanager
def fold_of(sheet: FormContext, fields: Sequence[MergedField], *, key: str) -> Iterator[None]:
    """Fold up what is drawn in this block; it is open where something is in it, or wrong."""
    if not fields:
        yield
        return
    words = fold_label(fields, sheet.visit.locale)
    with (
        st.container(key=f"left_open_{key}"),
        st.expander(words, expanded=_is_in_use(sheet, fields)),
    ):
        yield


def _is_in_use(sheet: FormContext, fields: Sequence[MergedField]) -> bool:
    places = {str(field.key) for field in fields}
    wrong = any(problem.place in places for problem in sheet.problems)
    values = sheet.visit.draft.values
    return wrong or any(_is_given(values.get(place)) for place in places)


def _is_given(value: Any) -> bool:
    entries = value if isinstance(value, list) else [value]
    return any(entry is not None for entry in entries)
