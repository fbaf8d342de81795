"""What is told before the first entry, and what is agreed to (个人信息保护法 17, 29, 31).

It comes in the place of the page that would ask: nothing is typed, uploaded or read off a card
before. What was told once, in these words, is not told again.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.i18n import listed, translate
from core.services.citizens import (
    NOTICE,
    CitizenUseCases,
    Consultation,
    KioskForm,
    Point,
    VisitStep,
    drafts,
)
from pages.kiosk.consulting import form_of, told_of
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.overlays import SIDE_TASKS
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.kiosk.visiting import end_visit
from pages.shared.feedback import tell
from pages.shared.styling import plain
from pages.shared.translating import said, spoken

_ENTRIES = (VisitStep.WHO, VisitStep.FORM, VisitStep.MATERIALS, VisitStep.REVIEW)


def look_what_is_open(service: CitizenUseCases, visit: Visit) -> None:
    """Note what has to be told before the page that would come."""
    visit.cursor.telling = ""
    if not _asks_entries(visit) or isinstance(visit.cursor.cover, SIDE_TASKS):
        visit.cursor.put_off, visit.cursor.declining = -1, False
        return
    if visit.cursor.is_put_off:
        return
    visit.cursor.put_off = -1
    visit.cursor.telling = "/".join(point.about for point in _open_points(service, visit))
    visit.cursor.declining = visit.cursor.declining and bool(visit.cursor.telling)


def _asks_entries(visit: Visit) -> bool:
    return visit.cursor.step in _ENTRIES or bool(visit.cursor.looking_up)


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show what is open, all of it on one page."""
    consultation = told_of(service, visit)
    if visit.cursor.declining:
        _declined(service, consultation, visit)
        return
    points = _open_points(service, visit)
    choices = [point for point in points if point.about != NOTICE]
    with (
        st.container(key="privacy_notice"),
        st.form("privacy", border=False, enter_to_submit=False),
    ):
        missing = st.container(key="told")
        _say(points, consultation, visit)
        agreed = [_agree(choice) for choice in choices]
        main = translate(f"privacy.{'agreed' if choices else 'known'}", visit.locale)
        other = translate("privacy.decline", visit.locale) if choices else ""
        pressed = bottom_bar(main, visit.locale, other=other, in_form=True)
    if pressed.back:
        _go_back(form_of(service, visit), points, visit)
        redraw()
    if pressed.other:
        visit.cursor.declining = True
        redraw()
    if pressed.main and all(agreed):
        visit.change(drafts.consent, service.assistance.privacy.agreed(points, visit.locale))
        redraw()
    if pressed.main:
        with missing:
            tell(translate("privacy.not_agreed", visit.locale))


def _open_points(service: CitizenUseCases, visit: Visit) -> tuple[Point, ...]:
    guide = told_of(service, visit).guide
    notice = service.assistance.privacy.notice(
        visit.draft.application(), guide=guide, words=spoken()
    )
    points = notice.open_points(visit.draft.consents, visit.locale)
    if visit.cursor.looking_up:  # what is agreed to besides comes with the form
        return tuple(point for point in points if point.about == NOTICE)
    return points


def _say(points: Sequence[Point], consultation: Consultation, visit: Visit) -> None:
    is_first = any(given.about == NOTICE for given in points)
    name = "notice" if is_first else "more"
    heading(
        spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale),
        translate(f"privacy.{name}.title", visit.locale),
        translate(f"privacy.{name}.lead", visit.locale),
    )
    for point in points:
        if point.about == NOTICE:
            first, *others = point.words
            offices, rest = others[:-_AFTER_OFFICES], others[-_AFTER_OFFICES:]
            _show((first,), offices, rest)


_AFTER_OFFICES = 3


def _show(before: Sequence[str], items: Sequence[str], after: Sequence[str]) -> None:
    paragraphs = ["".join(f"<p>{escape(line)}</p>" for line in lines) for lines in (before, after)]
    listing = "".join(f"<li>{escape(item)}</li>" for item in items)
    st.html(f'<section class="sec told">{paragraphs[0]}<ul>{listing}</ul>{paragraphs[1]}</section>')


def _agree(point: Point) -> bool:
    """Ask for one consent; it is never given beforehand (个人信息保护法 14)."""
    agree, *why = point.words
    with st.container(key=f"card_{point.about.replace(':', '_')}"):
        given = st.checkbox(plain(agree), value=False, key=f"agree.{point.about}")
        st.html(
            '<div class="told">'
            + "".join(f"<p>{escape(sentence)}</p>" for sentence in why)
            + "</div>"
        )
    return given


def _go_back(form: KioskForm, points: Sequence[Point], visit: Visit) -> None:
    """Go back to where somebody can put it right: a child's day of birth, else the guide."""
    if visit.cursor.looking_up:
        visit.cursor.look_up("")
        return
    subjects = {point.about.partition(":")[2] for point in points if point.about != NOTICE} - {""}
    pages = [
        number
        for number, each in enumerate(form.pages)
        if any(f.key.subject in subjects and f.key.element in _BIRTHS for f in each.fields)
    ]
    if pages and visit.draft.values and not any(point.about == NOTICE for point in points):
        visit.go(VisitStep.FORM)
        visit.cursor.page = visit.cursor.put_off = pages[0]
    else:
        visit.go(VisitStep.GUIDE)


_BIRTHS = frozenset({"per.id_no", "per.birth_date", "per.birth_time"})


def _declined(service: CitizenUseCases, consultation: Consultation, visit: Visit) -> None:
    """Say what is then not possible here, and where it is."""
    matters = [
        said(consultation.catalogue.matter_name(code)) for code in consultation.guide.matters
    ]
    heading(
        spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale),
        translate("privacy.declined.title", visit.locale),
        translate("privacy.declined.lead", visit.locale),
    )
    what = translate("privacy.declined.what", visit.locale, matters=listed(matters, visit.locale))
    where = translate("privacy.declined.where", visit.locale)
    _show((what, where), (), ())
    pressed = bottom_bar(
        translate("privacy.declined.end", visit.locale), visit.locale, icon="close"
    )
    if pressed.back:
        visit.cursor.declining = False
        redraw()
    if pressed.main:
        end_visit(service)
        redraw()
