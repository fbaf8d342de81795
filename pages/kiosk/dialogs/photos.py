"""A photograph in the form is a picture: uploaded, or taken here, on a page of its own."""

from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.catalogue.models import FieldKey
from core.errors import UploadRefusedError
from core.i18n import translate
from core.services.citizens import CitizenUseCases, reference_to
from pages.kiosk.camera import offer_camera, take_picture
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.overlays import TakingPhoto
from pages.kiosk.uploading import keep_files, offer_upload
from pages.kiosk.visit import Visit


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Take the picture for one field, and turn back to the form with it."""
    asked = visit.cursor.covered_by(TakingPhoto)
    if asked is None:
        return
    heading(
        translate("kiosk.photo.kicker", visit.locale),
        asked.label,
        translate("kiosk.photo.lead", visit.locale),
    )
    keep = partial(_keep, service, asked, visit)
    if visit.cursor.camera == asked.code:
        take_picture(asked, visit, lambda picture: keep_files([picture], asked.code, visit, keep))
    else:
        words = translate("kiosk.photo.upload", visit.locale)
        came = offer_upload(words, asked.code, visit, keep, locale=visit.locale, several=False)
        with st.container(key="devices"):
            offer_camera(asked, visit)
        if came:
            redraw()
    bottom_bar("", visit.locale, on_back=partial(_leave, visit))


def _keep(service: CitizenUseCases, asked: TakingPhoto, visit: Visit, file: UploadedFile) -> None:
    key = FieldKey.parse(asked.field_place)
    upload = service.materials.keep_upload(
        document=key.element if key else "",
        subject=key.subject if key else "",
        name=file.name,
        content=file.getvalue(),
        holder=visit.draft.submission_key,
    )
    reference = reference_to(upload.digest, upload.media_type)
    if not reference:
        raise UploadRefusedError("no_picture")
    visit.fill(
        asked.field_place, _with(visit.draft.values.get(asked.field_place), reference, asked.member)
    )
    _leave(visit)


def _with(values: object, reference: str, member: int) -> object:
    """Return the value of a field with a picture in it, of one member where there are several."""
    if member < 0:
        return reference
    entries = list(values) if isinstance(values, list) else []
    entries += [None] * (member + 1 - len(entries))
    entries[member] = reference
    return entries


def _leave(visit: Visit) -> None:
    visit.cursor.lay(None)
    visit.cursor.camera = ""
    visit.trouble.checking = False
