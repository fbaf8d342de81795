"""Take what is handed in after the rest: as a file, from a phone, or with the camera."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.cases.models import Upload
from core.errors import ServiceError, UploadRefusedError
from core.i18n import translate
from core.services.citizens import CitizenUseCases
from pages.kiosk.camera import offer_camera, take_picture
from pages.kiosk.dialogs.from_phone import offer_phone
from pages.kiosk.drawing import redraw
from pages.kiosk.uploading import keep_files, offer_upload
from pages.kiosk.visit import Visit


@dataclass(frozen=True, slots=True)
class Supplied:
    """What is handed in after the rest: which material, at which place of the page, and how.

    ``hand_in`` takes the name of a file and what is in it; ``take`` takes a file from a phone.
    """

    key: tuple[str, str]
    name: str
    place: str
    hand_in: Callable[[str, bytes], object]
    take: Callable[[Upload], object]

    @property
    def code(self) -> str:
        """Return what tells it from others on the page."""
        return f"{self.place}.{'@'.join(self.key)}"


def offer_to_supply(service: CitizenUseCases, supplied: Supplied, visit: Visit) -> None:
    """Offer the ways; what is wrong with a file is told here, the rest at the top."""
    if visit.cursor.camera == supplied.code:
        take_picture(
            supplied,
            visit,
            lambda picture: keep_files(
                [picture], supplied.place, visit, lambda file: _keep(supplied, visit, file)
            ),
        )
        return
    words = translate("kiosk.track.supply", visit.locale)
    came = offer_upload(
        words,
        supplied.place,
        visit,
        lambda file: _keep(supplied, visit, file),
        locale=visit.locale,
        several=False,
    )
    with st.container(key=f"devices_{supplied.place}"):
        offer_phone(service, supplied, visit, supplied.take, key=f"phone_{supplied.place}")
        offer_camera(supplied, visit, key=f"camera_{supplied.place}")
    if came:
        redraw()


def _keep(supplied: Supplied, visit: Visit, file: UploadedFile) -> None:
    try:
        supplied.hand_in(file.name, file.getvalue())
    except UploadRefusedError:
        raise
    except ServiceError as error:  # this place to hand it in may be gone
        visit.trouble.error = error
