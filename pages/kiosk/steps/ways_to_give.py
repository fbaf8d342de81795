"""The ways to give a material: a file, a phone, the camera, the office's text, or later."""

from functools import partial
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.cases.models import Upload
from core.i18n import listed, translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    MaterialToGive,
    VisitStep,
    drafts,
)
from pages.kiosk.camera import offer_camera, take_picture
from pages.kiosk.dialogs.from_phone import offer_phone
from pages.kiosk.dialogs.texts import read_text
from pages.kiosk.drawing import redraw
from pages.kiosk.steps.examples import show_example
from pages.kiosk.uploading import keep_files, offer_upload
from pages.kiosk.visit import Visit
from pages.kiosk.wording import until_in_words
from pages.shared.styling import icon
from pages.shared.translating import label, said

_WAYS = {"later": "event_upcoming", "template": "fact_check"}
"""The icon of each way to give a paper without a file."""


def uploads_of(paper: MaterialToGive, visit: Visit) -> list[Upload]:
    """Return the files given for a paper."""
    key = paper.material.key
    return [upload for upload in visit.draft.uploads if upload.key == key]


def offer_ways(
    service: CitizenUseCases, consultation: Consultation, paper: MaterialToGive, visit: Visit
) -> None:
    """Show the ways to give a material, or the one that was chosen."""
    if paper.may_come_later and paper.code in visit.draft.deferred:
        _chosen("later", paper, visit)
        _promises(consultation, paper, visit.locale)
        return
    if paper.has_template and paper.code in visit.draft.templates:
        _chosen("template", paper, visit)
        return
    _choose_paper(paper, visit)
    _received(paper, visit)
    if visit.cursor.camera == paper.code:
        _photograph(service, paper, visit)
        return
    show_example(paper.material.key.document, said(paper.name), visit.locale)
    _upload(service, paper, visit)
    with st.container(key="devices"):
        offer_phone(service, paper, visit, partial(visit.change, drafts.attach))
        offer_camera(paper, visit)
    with st.container(key="ways"):
        if paper.has_template:
            way = "signed" if paper.signed_by else "template"
            st.button(
                translate(
                    f"kiosk.materials.{way}",
                    visit.locale,
                    role=said(consultation.catalogue.short_subject_name(paper.signed_by)),
                ),
                icon=f":material/{_WAYS['template']}:",
                key="way.template",
                on_click=read_text,
                args=(paper, visit),
                width="stretch",
            )
        if paper.may_come_later:
            _offer_to_defer(paper, visit)


def _choose_paper(paper: MaterialToGive, visit: Visit) -> None:
    """Where one of several papers will do, let the person say which one they have."""
    if len(paper.choices) < 2 or uploads_of(paper, visit):
        return
    with st.container(key="choices"):
        words = escape(translate("kiosk.materials.one_of", visit.locale))
        st.html(f"<h2>{words}</h2>")
        for place, (code, name) in enumerate(paper.choices):
            st.button(
                label(name),
                key=f"choice.{place}",
                width="stretch",
                type="primary" if code == paper.code else "secondary",
                icon=":material/check:" if code == paper.code else None,
                on_click=_give_instead,
                args=(paper, code, visit),
            )


def _give_instead(paper: MaterialToGive, code: str, visit: Visit) -> None:
    visit.change(drafts.choose, paper.asked, code)
    visit.trouble.checking = False


def _chosen(way: str, paper: MaterialToGive, visit: Visit) -> None:
    until = until_in_words(paper.until, visit.locale) if paper.until else ""
    words = translate(f"kiosk.materials.{way}_chosen", visit.locale, until=until)
    words = escape(_signers_in_words(paper, visit) or words)
    st.html(f'<div class="given">{icon(_WAYS[way])}<p>{words}</p></div>')
    st.button(
        translate("kiosk.materials.give_now", visit.locale),
        icon=":material/undo:",
        key="give_now",
        on_click=visit.change,
        args=(drafts.give_now, paper.code),
    )


def _signers_in_words(paper: MaterialToGive, visit: Visit) -> str:
    """Return who else signed the text, in words; nothing if nobody did."""
    names = [
        " ".join((said(signature.role), signature.name)).strip()
        for signature in visit.draft.signatures
        if not signature.matter and signature.place.startswith(f"{paper.code}#")
    ]
    return (
        translate("kiosk.text.signed", visit.locale, who=listed(names, visit.locale))
        if names
        else ""
    )


def _promises(consultation: Consultation, paper: MaterialToGive, locale: str) -> None:
    """Say what is promised by handing a paper in later: to each office on its own (容缺)."""
    title = escape(translate("kiosk.materials.promise_title", locale))
    items = "".join(
        f"<li>{escape(_promise(consultation, promise.matter, locale))}</li>"
        for promise in paper.promises
    )
    st.html(f'<div class="promise"><b>{title}</b><ul>{items}</ul></div>')


def _promise(consultation: Consultation, matter: str, locale: str) -> str:
    return translate(
        "kiosk.materials.promise",
        locale,
        office=said(consultation.catalogue.office_name(matter)),
        matter=said(consultation.catalogue.matter_name(matter)),
    )


def _offer_to_defer(paper: MaterialToGive, visit: Visit) -> None:
    st.button(
        translate("kiosk.materials.later", visit.locale),
        icon=f":material/{_WAYS['later']}:",
        key="way.later",
        on_click=_defer,
        args=(paper, visit),
        width="stretch",
    )


def _defer(paper: MaterialToGive, visit: Visit) -> None:
    visit.change(drafts.defer, paper.code)
    visit.go(VisitStep.MATERIALS)


def _received(paper: MaterialToGive, visit: Visit) -> None:
    for place, upload in enumerate(uploads_of(paper, visit)):
        with st.container(key=f"got_{place}", horizontal=True, vertical_alignment="center"):
            size = translate(
                "kiosk.materials.size", visit.locale, kilobytes=-(-upload.size // 1024)
            )
            st.html(
                f'<div class="given">{icon("task_alt")}<p><b>{escape(upload.name)}</b>'
                f"<span>{escape(size)}</span></p></div>"
            )
            st.button(
                translate("kiosk.materials.remove", visit.locale),
                icon=":material/delete:",
                key=f"drop.{place}",
                on_click=visit.change,
                args=(drafts.detach, upload),
            )


def _upload(service: CitizenUseCases, paper: MaterialToGive, visit: Visit) -> None:
    words = translate("kiosk.materials.upload", visit.locale)
    keep = partial(_keep, service, paper, visit=visit)
    if offer_upload(words, _place_of(paper), visit, keep, locale=visit.locale):
        visit.trouble.checking = False
        redraw()


def _photograph(service: CitizenUseCases, paper: MaterialToGive, visit: Visit) -> None:
    keep = partial(_keep, service, paper, visit=visit)
    take_picture(paper, visit, lambda picture: keep_files([picture], _place_of(paper), visit, keep))


def _place_of(paper: MaterialToGive) -> str:
    return f"files.{paper.code}"


def _keep(
    service: CitizenUseCases, paper: MaterialToGive, file: UploadedFile, visit: Visit
) -> None:
    document, subject = paper.material.key
    upload = service.materials.keep_upload(
        document=document,
        subject=subject,
        name=file.name,
        content=file.getvalue(),
        holder=visit.draft.submission_key,
    )
    visit.change(drafts.attach, upload)
