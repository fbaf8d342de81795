"""One set of papers (一套申请材料), one paper at a time."""

from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import short_name
from core.i18n import translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    KioskForm,
    MaterialToGive,
    StepKind,
    VisitStep,
)
from pages.kiosk.consulting import form_of, told_of
from pages.kiosk.dialogs.texts import drop_unsigned, leave_paper
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.steps.changes import tell_change
from pages.kiosk.steps.ways_to_give import offer_ways
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.time_estimates import begin_work, time_left
from pages.kiosk.visit import Visit
from pages.shared.feedback import tell
from pages.shared.styling import icon
from pages.shared.translating import beside, said


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show one paper and the ways to give it."""
    consultation = told_of(service, visit)
    form = form_of(service, visit)
    drop_unsigned(
        service.handing_in.prepare(visit.draft.application(), guide=consultation.guide), visit
    )
    if not form.materials:
        visit.go(VisitStep.REVIEW)
        redraw()
    visit.cursor.material = min(visit.cursor.material, len(form.materials) - 1)
    paper = form.materials[visit.cursor.material]
    tell_trouble(visit)
    if visit.trouble.checking:
        tell(translate("kiosk.materials.missing", visit.locale, name=said(paper.name)))
    begin_work(visit, StepKind.PAPER, 1)
    heading(
        translate(
            "kiosk.materials.kicker",
            visit.locale,
            theme=spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale),
            number=visit.cursor.material + 1,
            total=len(form.materials),
            left=time_left(service, form, visit),
        ),
        paper.name,
        translate("kiosk.guide.about", visit.locale, subject=said(short_name(paper.about))),
    )
    tell_change(form, visit)
    _asked_by(consultation, paper, visit.locale)
    _signed_by(consultation, paper, visit.locale)
    offer_ways(service, consultation, paper, visit)
    bottom_bar(
        _main_words(form, visit),
        visit.locale,
        on_back=partial(_go_back, form, visit),
        on_main=partial(_go_on, service, form, visit),
    )


def _asked_by(consultation: Consultation, paper: MaterialToGive, locale: str) -> None:
    """Say who needs the paper, and what they say about it."""
    who = escape(translate("kiosk.materials.asked_by", locale))
    catalogue = consultation.catalogue
    lines = dict.fromkeys(
        f"{catalogue.office_name(use.matter)} · {catalogue.matter_name(use.matter)}"
        for use in paper.material.uses
    )
    notes = dict.fromkeys(use.requirement.note for use in paper.material.uses)
    words = "<br>".join(beside(line) for line in (*lines, *notes) if line)
    st.html(f'<p class="why"><b>{who}</b><br>{words}</p>')


def _signed_by(consultation: Consultation, paper: MaterialToGive, locale: str) -> None:
    """Say whose signature the paper needs, if it is somebody else's, and how it is given."""
    if paper.signed_by:
        role = said(consultation.catalogue.short_subject_name(paper.signed_by))
        way = "signed_here" if paper.has_template else "signed_on_paper"
        words = escape(translate(f"kiosk.text.{way}", locale, role=role))
        st.html(f'<p class="why">{icon("signature")} {words}</p>')


def _main_words(form: KioskForm, visit: Visit) -> str:
    last = visit.cursor.material + 1 == len(form.materials)
    return translate(f"kiosk.materials.{'last' if last else 'next'}", visit.locale)


def _go_back(form: KioskForm, visit: Visit) -> None:
    if visit.cursor.material:
        visit.cursor.material -= 1
        visit.go(VisitStep.MATERIALS)
    else:
        visit.cursor.page = len(form.pages) - 1
        visit.go(VisitStep.FORM)


def _go_on(service: CitizenUseCases, form: KioskForm, visit: Visit) -> None:
    guide = told_of(service, visit).guide
    statuses = service.handing_in.prepare(visit.draft.application(), guide=guide).statuses
    if statuses[form.materials[visit.cursor.material].code].is_missing:
        visit.refuse()
    else:
        leave_paper(form, visit)
