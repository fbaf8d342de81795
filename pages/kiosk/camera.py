"""Take a picture of a paper with the kiosk's camera, and take it again until it is good."""

from collections.abc import Callable
from typing import Protocol

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.i18n import translate
from pages.kiosk.drawing import redraw
from pages.kiosk.visit import Visit
from pages.shared.components import script_of

_SIZE = {"width": 2592, "height": 1944}
"""What is asked of the camera, in dots; Streamlit keeps what it sees of any size it names."""


class Pictured(Protocol):
    """What a picture is taken of, a paper or a person: it has a code."""

    @property
    def code(self) -> str:
        """Return what tells it from others."""


def offer_camera(paper: Pictured, visit: Visit, *, key: str = "camera") -> None:
    """Offer to use the camera, and prepare the browser to ask it for a picture large enough."""
    preparing = st.components.v2.component("camera_size", js=script_of("camera"))
    with st.container(key=f"unseen_{key}"):
        preparing(data=_SIZE, key=f"{key}_size")
    st.button(
        translate("kiosk.camera.offer", visit.locale),
        icon=":material/photo_camera:",
        key=key,
        on_click=_open,
        args=(paper, visit),
        width="stretch",
    )


def take_picture(paper: Pictured, visit: Visit, keep: Callable[[UploadedFile], None]) -> None:
    """Show what the camera sees; what was taken is looked at before it is kept."""
    with st.container(key="camera_panel"):
        picture = st.camera_input(
            translate("kiosk.camera.look", visit.locale),
            key=f"picture.{paper.code}.{visit.drawn}",
            width="stretch",
            resolution="1080p",
        )
        if picture is None:
            st.button(
                translate("kiosk.camera.close", visit.locale),
                icon=":material/close:",
                key="camera_close",
                on_click=_close,
                args=(visit,),
            )
            return
        with st.container(key="camera_choice", horizontal=True):
            st.button(
                translate("kiosk.camera.again", visit.locale),
                icon=":material/replay:",
                key="again",
                on_click=_again,
                args=(visit,),
                width="stretch",
            )
            used = st.button(
                translate("kiosk.camera.use", visit.locale),
                icon=":material/check:",
                key="use",
                type="primary",
                width="stretch",
            )
    if used:
        picture.name = translate(
            "kiosk.camera.file", visit.locale, number=len(visit.draft.uploads) + 1
        )
        keep(picture)
        _close(visit)
        redraw()


def _open(paper: Pictured, visit: Visit) -> None:
    visit.cursor.camera = paper.code
    visit.trouble.checking = False


def _again(visit: Visit) -> None:
    visit.drawn += 1


def _close(visit: Visit) -> None:
    visit.cursor.camera = ""
    visit.drawn += 1
