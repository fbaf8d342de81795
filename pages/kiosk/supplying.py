"""Take a file that is handed in after the rest, for a case that is looked after."""

from collections.abc import Callable

import streamlit as st

from core.errors import ServiceError
from core.i18n import translate
from pages.kiosk.drawing import redraw
from pages.kiosk.materials import FILE_TYPES, MOST_MEGABYTES
from pages.kiosk.visit import Visit


def take_file(key: str, here: Visit, hand_in: Callable[[str, bytes], object]) -> None:
    """Offer to hand a file in here; what is refused of it is told at the top.

    ``hand_in`` takes the name of the file and what is in it.
    """
    file = st.file_uploader(
        translate("kiosk.track.supply", here.locale), type=FILE_TYPES,
        max_upload_size=MOST_MEGABYTES, key=f"{key}.{here.drawn}",
    )  # fmt: skip
    if file is None:
        return
    try:
        hand_in(file.name, file.getvalue())
    except ServiceError as error:
        here.trouble = error
    here.drawn += 1
    redraw()
