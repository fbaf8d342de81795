"""One set of papers (一套申请材料), one paper at a time."""

from functools import partial
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.cases.models import Upload
from core.catalogue.models import short_name
from core.i18n import listed, translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    KioskForm,
    MaterialToGive,
    StepKind,
)
from pages.kiosk.camera import offer_camera, take_picture
from pages.kiosk.consulting import form_of, told_of
from pages.kiosk.cursor import Step
from pages.kiosk.dialogs.from_phone import offer_phone
from pages.kiosk.dialogs.texts import drop_unsigned, leave_paper, read_text
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.steps.changes import tell_change
from pages.kiosk.steps.examples import show_example
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.time_estimates import begin_work, time_left
from pages.kiosk.uploading import keep_files, offer_upload
from pages.kiosk.visit import Visit
from pages.kiosk.wording import until_told
from pages.shared.feedback import tell
from pages.shared.styling import icon, plain

_WAYS = {"later": "event_upcoming", "template": "fact_check"}
"""The icon of each way to give a paper without a file."""


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show one paper and the ways to give it."""
    told = told_of(service, visit)
    form = form_of(service, visit)
    drop_unsigned(service.handing_in.prepare(visit.application(), guide=told.guide), visit)
    if not form.materials:
        visit.go(Step.REVIEW)
        redraw()
    visit.paper = min(visit.paper, len(form.materials) - 1)
    paper = form.materials[visit.paper]
    tell_trouble(visit)
    if visit.checking:
        tell(translate("kiosk.materials.missing", visit.locale, name=paper.name))
    begin_work(visit, StepKind.PAPER, 1)
    heading(
        translate(
            "kiosk.materials.kicker",
            visit.locale,
            theme=spoken_name(visit.theme, told.theme_name, visit.locale),
            number=visit.paper + 1,
            total=len(form.materials),
            left=time_left(service, form, visit),
        ),
        paper.name,
        translate("kiosk.guide.about", visit.locale, subject=short_name(paper.about)),
    )
    tell_change(form, visit)
    _asked_by(told, paper, visit.locale)
    _signed_by(told, paper, visit.locale)
    _ways(service, told, paper, visit)
    bottom_bar(
        _main_words(form, visit),
        visit.locale,
        on_back=partial(_go_back, form, visit),
        on_main=partial(_go_on, service, form, visit),
    )


def _asked_by(told: Consultation, paper: MaterialToGive, locale: str) -> None:
    """Say who needs the paper, and what they say about it."""
    who = escape(translate("kiosk.materials.asked_by", locale))
    lines = dict.fromkeys(
        f"{told.catalogue.office_name(use.matter)} · {told.catalogue.matter_name(use.matter)}"
        for use in paper.material.uses
    )
    notes = dict.fromkeys(use.requirement.note for use in paper.material.uses)
    said = "<br>".join(escape(line) for line in (*lines, *notes) if line)
    st.html(f'<p class="why"><b>{who}</b><br>{said}</p>')


def _signed_by(told: Consultation, paper: MaterialToGive, locale: str) -> None:
    """Say whose signature the paper needs, if it is somebody else's, and how it is given."""
    if paper.signed_by:
        role = told.catalogue.short_subject_name(paper.signed_by)
        way = "signed_here" if paper.has_template else "signed_on_paper"
        words = escape(translate(f"kiosk.text.{way}", locale, role=role))
        st.html(f'<p class="why">{icon("signature")} {words}</p>')


def uploads_of(paper: MaterialToGive, visit: Visit) -> list[Upload]:
    """Return the files given for a paper."""
    key = paper.material.key
    return [one for one in visit.uploads if one.key == key]


def _ways(
    service: CitizenUseCases, told: Consultation, paper: MaterialToGive, visit: Visit
) -> None:
    if paper.may_come_later and paper.code in visit.deferred:
        _chosen("later", visit.deferred, paper, visit)
        _promises(told, paper, visit.locale)
        return
    if paper.has_template and paper.code in visit.templates:
        _chosen("template", visit.templates, paper, visit)
        return
    _choose_paper(paper, visit)
    _received(paper, visit)
    if visit.camera == paper.code:
        _photograph(service, paper, visit)
        return
    show_example(paper.material.key.document, paper.name, visit.locale)
    _upload(service, paper, visit)
    with st.container(key="devices"):
        offer_phone(service, paper, visit)
        offer_camera(paper, visit)
    with st.container(key="ways"):
        if paper.has_template:
            way = "signed" if paper.signed_by else "template"
            st.button(
                translate(
                    f"kiosk.materials.{way}",
                    visit.locale,
                    role=told.catalogue.short_subject_name(paper.signed_by),
                ),
                icon=f":material/{_WAYS['template']}:",
                key="way.template",
                on_click=read_text,
                args=(paper, visit),
                width="stretch",
            )
        if paper.may_come_later:
            _other_way("later", visit.deferred, paper, visit)


def _choose_paper(paper: MaterialToGive, visit: Visit) -> None:
    """Where one of several papers will do, let the person say which one they have."""
    if len(paper.choices) < 2 or uploads_of(paper, visit):
        return
    with st.container(key="choices"):
        words = escape(translate("kiosk.materials.one_of", visit.locale))
        st.html(f"<h2>{words}</h2>")
        for place, (code, name) in enumerate(paper.choices):
            st.button(
                plain(name),
                key=f"choice.{place}",
                width="stretch",
                type="primary" if code == paper.code else "secondary",
                icon=":material/check:" if code == paper.code else None,
                on_click=_give_instead,
                args=(paper, code, visit),
            )


def _give_instead(paper: MaterialToGive, code: str, visit: Visit) -> None:
    visit.instead[paper.asked] = code
    visit.checking = False


def _chosen(way: str, where: list[str], paper: MaterialToGive, visit: Visit) -> None:
    until = until_told(paper.until, visit.locale) if paper.until else ""
    words = translate(f"kiosk.materials.{way}_chosen", visit.locale, until=until)
    words = escape(_told_signers(paper, visit) or words)
    st.html(f'<div class="given">{icon(_WAYS[way])}<p>{words}</p></div>')
    st.button(
        translate("kiosk.materials.give_now", visit.locale),
        icon=":material/undo:",
        key="give_now",
        on_click=where.remove,
        args=(paper.code,),
    )


def _told_signers(paper: MaterialToGive, visit: Visit) -> str:
    """Return who else signed the text, in words; nothing if nobody did."""
    names = [
        " ".join((one.role, one.name)).strip()
        for one in visit.signatures
        if not one.matter and one.place.startswith(f"{paper.code}#")
    ]
    return (
        translate("kiosk.text.signed", visit.locale, who=listed(names, visit.locale))
        if names
        else ""
    )


def _promises(told: Consultation, paper: MaterialToGive, locale: str) -> None:
    """Say what is promised by handing a paper in later: to each office on its own (容缺)."""
    title = escape(translate("kiosk.materials.promise_title", locale))
    items = "".join(
        f"<li>{escape(_promise(told, one.matter, locale))}</li>" for one in paper.promises
    )
    st.html(f'<div class="promise"><b>{title}</b><ul>{items}</ul></div>')


def _promise(told: Consultation, matter: str, locale: str) -> str:
    return translate(
        "kiosk.materials.promise",
        locale,
        office=told.catalogue.office_name(matter),
        matter=told.catalogue.matter_name(matter),
    )


def _other_way(way: str, where: list[str], paper: MaterialToGive, visit: Visit) -> None:
    st.button(
        translate(f"kiosk.materials.{way}", visit.locale),
        icon=f":material/{_WAYS[way]}:",
        key=f"way.{way}",
        on_click=_choose,
        args=(where, paper, visit),
        width="stretch",
    )


def _choose(where: list[str], paper: MaterialToGive, visit: Visit) -> None:
    where.append(paper.code)
    visit.go(Step.MATERIALS)


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
                on_click=visit.uploads.remove,
                args=(upload,),
            )


def _upload(service: CitizenUseCases, paper: MaterialToGive, visit: Visit) -> None:
    words = translate("kiosk.materials.upload", visit.locale)
    keep = partial(_keep, service, paper, visit=visit)
    if offer_upload(words, _place_of(paper), visit, keep, locale=visit.locale):
        visit.checking = False
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
        holder=visit.submission_key,
    )
    visit.uploads.append(upload)


def _main_words(form: KioskForm, visit: Visit) -> str:
    last = visit.paper + 1 == len(form.materials)
    return translate(f"kiosk.materials.{'last' if last else 'next'}", visit.locale)


def _go_back(form: KioskForm, visit: Visit) -> None:
    if visit.paper:
        visit.paper -= 1
        visit.go(Step.MATERIALS)
    else:
        visit.page = len(form.pages) - 1
        visit.go(Step.FORM)


def _go_on(service: CitizenUseCases, form: KioskForm, visit: Visit) -> None:
    guide = told_of(service, visit).guide
    statuses = service.handing_in.prepare(visit.application(), guide=guide).statuses
    if statuses[form.materials[visit.paper].code].is_missing:
        visit.refuse()
    else:
        leave_paper(form, visit)
