"""Take a file that is handed in after the rest, for a case that is looked after."""

from collections.abc import Callable

from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.errors import ServiceError, UploadRefusedError
from core.i18n import translate
from pages.kiosk.drawing import redraw
from pages.kiosk.uploading import offer_upload
from pages.kiosk.visit import Visit


def take_file(key: str, visit: Visit, hand_in: Callable[[str, bytes], object]) -> None:
    """Offer to hand a file in here; what is wrong with the file is told here, the rest at the top.

    ``hand_in`` takes the name of the file and what is in it.
    """

    def keep(file: UploadedFile) -> None:
        try:
            hand_in(file.name, file.getvalue())
        except UploadRefusedError:
            raise
        except ServiceError as error:  # this place to hand it in may be gone
            visit.trouble.error = error

    words = translate("kiosk.track.supply", visit.locale)
    if offer_upload(words, key, visit, keep, locale=visit.locale, several=False):
        redraw()
