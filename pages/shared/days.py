"""Ask for a day. Whatever is typed is taken, so that the core can say what is wrong with it.

Bounds in the browser would keep the day that stood before, and tell it in English: whoever typed
another year would go on with a day that they did not choose.
"""

from collections.abc import Callable
from datetime import date
from typing import overload

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.layout_utils import WidthWithoutContent

EARLIEST, LATEST = date(1900, 1, 1), date(9998, 12, 31)
"""Nobody means a day before or after these; between them the core decides."""


@overload
def ask_day(
    label: str,
    value: date,
    *,
    key: str | None = ...,
    side: DeltaGenerator | None = ...,
    width: WidthWithoutContent = ...,
    on_change: Callable[[], None] | None = ...,
    hint: str | None = ...,
) -> date: ...
@overload
def ask_day(
    label: str,
    value: date | None = ...,
    *,
    key: str | None = ...,
    side: DeltaGenerator | None = ...,
    width: WidthWithoutContent = ...,
    on_change: Callable[[], None] | None = ...,
    hint: str | None = ...,
) -> date | None: ...
def ask_day(
    label: str,
    value: date | None = None,
    *,
    key: str | None = None,
    side: DeltaGenerator | None = None,
    width: WidthWithoutContent = "stretch",
    on_change: Callable[[], None] | None = None,
    hint: str | None = None,
) -> date | None:
    """Ask for a day, here or at the ``side``; return it, or nothing while none is given.

    A day that is proposed can be changed, not taken out.
    """
    # The overloads of the library know a day or nothing, not both.
    ask: Callable[..., object] = (side or st).date_input
    day = ask(
        label,
        value,
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        key=key,
        help=hint,
        on_change=on_change,
        width=width,
    )
    return day if isinstance(day, date) else None
