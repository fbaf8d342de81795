"""Offer to hand files in, and say beside it what could not be taken, and why."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.errors import ServiceError, UploadRefusedError
from core.i18n import translate
from core.services.citizens import MAX_UPLOAD_BYTES
from pages.kiosk.telling import words_of
from pages.shared.components import script_of
from pages.shared.feedback import tell
from pages.shared.forgetting import drop_upload
from pages.shared.state import kept_under

_MOST_MEGABYTES = MAX_UPLOAD_BYTES // 1024 // 1024


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be taken, where it was offered, and in which choice of files."""

    place: str
    choice: int
    name: str
    error: ServiceError


class Remembers(Protocol):
    """What remembers which files were refused, and how often the widget was emptied."""

    refused: list[Refused]
    drawn: int


Keep = Callable[[UploadedFile], None]


def offer_upload(
    words: str, place: str, visit: Remembers, keep: Keep, *, locale: str, several: bool = True
) -> bool:
    """Take files at once and empty the widget, so that they lie in the store only.

    Files of every kind come through, so that it is said here why one is not taken. Returns
    whether any came; then the page is drawn anew.
    """
    _tell_refused((refusal for refusal in visit.refused if refusal.place == place), locale)
    key = f"{place}.{visit.drawn}"
    _watch(place, key, visit)
    chosen = (
        st.file_uploader(words, accept_multiple_files=True, key=key)
        if several
        else [st.file_uploader(words, key=key)]
    )
    files = [file for file in chosen if file is not None]
    if files:
        keep_files(files, place, visit, keep)
        visit.drawn += 1
    return bool(files)


def keep_files(files: Iterable[UploadedFile], place: str, visit: Remembers, keep: Keep) -> None:
    """Keep files, and remember those that are refused; of earlier ones nothing is told any more."""
    _forget_before(visit.drawn, visit)
    for file in files:
        try:
            keep(file)
        except ServiceError as error:
            visit.refused.append(Refused(place, visit.drawn, file.name, error))
        finally:
            drop_upload(file)


def _forget_before(choice: int, visit: Remembers) -> None:
    visit.refused[:] = [refusal for refusal in visit.refused if refusal.choice >= choice]


def _watch(place: str, key: str, visit: Remembers) -> None:
    """Have the browser tell which files it did not send: the widget only draws a sign."""
    watcher = st.components.v2.component("upload_watcher", js=script_of("uploading"))
    within = ".st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key)
    own = f"watch.{place}"
    with st.container(key=f"unseen_{place}"):
        watcher(
            data={"within": within, "choice": visit.drawn},
            key=own,
            on_refused_change=partial(_learn, own, place, visit),
        )


def _learn(own: str, place: str, visit: Remembers) -> None:
    """Remember what the browser did not send; if nothing else is on its way, empty the widget."""
    report = getattr(kept_under(own), "refused", None)
    if not isinstance(report, Mapping):
        return
    choice = int(report["choice"])
    _forget_before(choice, visit)
    visit.refused.extend(
        Refused(place, choice, str(file["name"]), _not_sent(file)) for file in report["files"]
    )
    visit.drawn += bool(report["alone"]) and choice == visit.drawn


def _not_sent(report: Mapping[str, object]) -> ServiceError:
    if report.get("too_large"):
        return UploadRefusedError("too_large", limit=_MOST_MEGABYTES)
    return UploadRefusedError("not_sent")


def _tell_refused(refused: Iterable[Refused], locale: str) -> None:
    lines = [
        translate(
            "kiosk.materials.refused_file",
            locale,
            name=refusal.name,
            reason=words_of(refusal.error, locale),
        )
        for refusal in refused
    ]
    if lines:
        tell(translate("kiosk.materials.refused", locale, count=len(lines)), lines)
