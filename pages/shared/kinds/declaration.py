"""A declaration: one box to agree."""

from typing import Any

import streamlit as st

from core.forms.models import MergedField
from core.i18n import translate
from pages.shared.slots import Slot
from pages.shared.state import kept_under
from pages.shared.styling import plain
from pages.shared.translating import said
from pages.shared.widgets import FieldWidget


def _ask(field: MergedField, value: Any, slot: Slot) -> bool | None:
    agreed = translate("kiosk.field.agree", slot.locale, label=said(slot.label))
    return st.checkbox(plain(agreed), value=bool(value), key=slot.key) or None


def _taken(field: MergedField, key: str) -> bool | None:
    return bool(kept_under(key)) or None


WIDGET = FieldWidget(_ask, _taken)
