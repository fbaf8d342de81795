"""Look everything over, then hand it in."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from core.errors import Problem, ServiceError
from core.i18n import listed, translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    FollowingValue,
    FormPage,
    KioskForm,
    MaterialState,
    MaterialStatus,
    MaterialToGive,
    PagePart,
    PreparedApplication,
    VisitStep,
)
from pages.kiosk.consulting import follows_of, form_of, problems_of, titles_of, told_of
from pages.kiosk.cursor import NOTHING_SHOWN
from pages.kiosk.dialogs.texts import drop_unsigned
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.overlays import Signing
from pages.kiosk.steps.authorising import show_again
from pages.kiosk.steps.changes import tell_change
from pages.kiosk.steps.handing_in import hand_in
from pages.kiosk.steps.helped_by import keep_begun, note_helper, tell_signing
from pages.kiosk.steps.licences import offer_anew
from pages.kiosk.steps.questions import change_answer
from pages.kiosk.steps.stopped import stops_of
from pages.kiosk.steps.ways_to_give import uploads_of
from pages.kiosk.steps.who import rows_of_persons
from pages.kiosk.steps.who_turns import change_persons
from pages.kiosk.telling import tell_problems
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.time_estimates import begin_work
from pages.kiosk.value_sources import objection_to, source_of
from pages.kiosk.visit import Visit
from pages.kiosk.wording import name_in_words, offices_of, until_in_words
from pages.shared.asking import answer_words
from pages.shared.known_values import value_words, why_of
from pages.shared.translating import beside, said

_ANSWERS, _PERSONS = -1, -2
"""Sections that are no page of the form, as they are counted."""


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show all that will be sent, and to whom."""
    consultation = told_of(service, visit)
    form = form_of(service, visit)
    if offer_anew(form.licences, visit):
        visit.cursor.back_to_review = True
        redraw()
    begin_work(visit)
    tell_trouble(visit)
    certain = follows_of(service, visit).certain
    prepared = service.handing_in.prepare(visit.draft.application(), guide=consultation.guide)
    drop_unsigned(prepared, visit)
    documents = prepared.documents
    to_sign = {document.place for document in documents}
    problems = tuple(
        problem for problem in problems_of(service, visit) if problem.place not in to_sign
    )
    tell_problems(problems, visit.locale, titles_of(form, consultation))
    name = spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale)
    button = translate(f"kiosk.review.{'sign' if documents else 'send'}", visit.locale)
    heading(
        translate("kiosk.review.kicker", visit.locale, theme=name),
        translate("kiosk.review.title", visit.locale),
        translate("kiosk.review.lead", visit.locale, button=button),
    )
    tell_change(form, visit)
    _sent_to(consultation, visit.locale)
    show_again(service, visit)
    _persons(service, visit)
    _pages(consultation, form, problems, visit, certain=certain)
    _follows(form, certain, visit.locale)
    _papers(form, prepared, visit)
    _answers(consultation, visit)
    note_helper(service, visit)
    tell_signing(len(documents), visit.locale)
    icon = "draw" if documents else "send"
    pressed = bottom_bar("" if stops_of(service, visit) else button, visit.locale, icon=icon)
    if pressed.back:
        _go_back(form, visit)
        redraw()
    if pressed.main and not keep_begun(service, visit):
        return
    if pressed.main and documents and not problems:
        visit.cursor.lay(Signing())
        redraw()
    elif pressed.main:
        _hand_in(service, visit)


def _sent_to(consultation: Consultation, locale: str) -> None:
    offices = listed(offices_of(consultation, consultation.guide.matters), locale)
    words = escape(translate("kiosk.review.sent_to", locale, offices=offices))
    st.html(f'<p class="why">{words}</p>')


def _section(title: str, body: str, number: int, visit: Visit, *, bad: bool = False) -> bool:
    """Show a section with a button to change it; return whether it was pressed."""
    with st.container(key=f"{'bad' if bad else 'ok'}_review_{number}"):
        with st.container(
            key=f"reviewed_{number}",
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
        ):
            st.html(f"<h2>{beside(title)}</h2>", width="content")
            pressed = st.button(
                translate("kiosk.change", visit.locale),
                icon=":material/edit:",
                key=f"edit.{number}",
            )
        st.html(body)
    return pressed


def _persons(service: CitizenUseCases, visit: Visit) -> None:
    """Show who was said to be who."""
    if not visit.draft.says_who_is_who:
        return
    rows = (_pair(title, person, visit.locale) for title, person in rows_of_persons(service, visit))
    if _section(translate("kiosk.who.reviewed", visit.locale), _said(rows), _PERSONS, visit):
        change_persons(visit)
        redraw()


def _pages(
    consultation: Consultation,
    form: KioskForm,
    problems: tuple[Problem, ...],
    visit: Visit,
    *,
    certain: Mapping[str, FollowingValue],
) -> None:
    places = {problem.place for problem in problems}
    for number, current in enumerate(form.pages):
        bad = not places.isdisjoint(str(field.key) for field in current.fields)
        body = "".join(
            _part(consultation, current, part, visit, certain=certain) for part in current.parts
        )
        if _section(current.title, body, number, visit, bad=bad):
            visit.cursor.page, visit.cursor.back_to_review = number, True
            visit.cursor.shown = NOTHING_SHOWN
            visit.go(VisitStep.FORM)
            redraw()


def _part(
    consultation: Consultation,
    current: FormPage,
    part: PagePart,
    visit: Visit,
    *,
    certain: Mapping[str, FollowingValue],
) -> str:
    """Show a part of a page; what may be left and was left is only counted."""
    head = f"<h3>{beside(part.title)}</h3>" if len(current.parts) > 1 else ""
    if part.members_of:
        labels = {str(field.key): field.label for field in part.fields}
        return head + _members(consultation, labels, part.members_of, visit)
    given = {
        place: field.label
        for field in part.fields
        if (place := str(field.key)) in certain or place in visit.draft.values or field.required
    }
    rows = [_row(place, label, certain, visit) for place, label in given.items()]
    left = len(part.fields) - len(given)
    if left:
        words = escape(translate("kiosk.review.left", visit.locale, count=left))
        rows.append(f'<dt class="muted">{words}</dt><dd></dd>')
    return head + _said(rows)


def _said(rows: Iterable[str]) -> str:
    return f'<dl class="said">{"".join(rows)}</dl>'


def _row(place: str, label: str, certain: Mapping[str, FollowingValue], visit: Visit) -> str:
    """Show a value, and where it comes from unless the person wrote it (law 5)."""
    locale, record = visit.locale, visit.draft.fetched.get(place)
    if place in certain:
        return _following(certain[place], locale)
    value = visit.draft.values.get(place)
    if record is None:
        return _pair(label, value, locale)
    is_contested = place in visit.draft.contested
    source = objection_to(record, locale) if is_contested else source_of(record, locale)
    return _pair(label, value, locale, source)


def _following(value: FollowingValue, locale: str) -> str:
    return _pair(value.label, value.value, locale, escape(why_of(value, locale)))


def _pair(label: str, value: object, locale: str, source: str = "") -> str:
    """Show a label and a value; ``source`` is HTML."""
    below = f'<p class="src">{source}</p>' if source else ""
    return f"<dt>{beside(label)}</dt><dd>{_value(value, locale)}{below}</dd>"


def _follows(form: KioskForm, certain: Mapping[str, FollowingValue], locale: str) -> None:
    """Show what stands on no page, as it follows from something else (law 5)."""
    shown = {str(field.key) for page in form.pages for field in page.fields}
    rows = [_following(value, locale) for place, value in certain.items() if place not in shown]
    if rows:
        title = escape(translate("prefilling.follows", locale))
        with st.container(key="ok_review_follows"):
            st.html(f"<h2>{title}</h2>{_said(rows)}")


def _value(value: object, locale: str) -> str:
    nothing = f'<span class="muted">{escape(translate("kiosk.review.empty", locale))}</span>'
    return escape(value_words(value, locale)) or nothing


def _members(consultation: Consultation, labels: dict[str, str], group: str, visit: Visit) -> str:
    number, name = (
        visit.draft.members.get(group, 0),
        said(consultation.catalogue.short_subject_name(group)),
    )
    parts = []
    for member in range(number):
        title = translate("kiosk.members.one", visit.locale, name=name, number=member + 1)
        values = {key: (visit.draft.values.get(key) or [None] * number)[member] for key in labels}
        rows = (_pair(label, values[key], visit.locale) for key, label in labels.items())
        parts.append(f"<h3>{escape(title)}</h3>{_said(rows)}")
    return "".join(parts) or f"<p>{_value(None, visit.locale)}</p>"


def _papers(form: KioskForm, prepared: PreparedApplication, visit: Visit) -> None:
    if not form.materials:
        return
    locale, statuses = visit.locale, prepared.statuses
    rows = "".join(
        f"<dt>{escape(name_in_words(paper, locale))}</dt>"
        f"<dd>{escape(_state(paper, statuses[paper.code], visit))}</dd>"
        for paper in form.materials
    )
    title = translate("kiosk.review.papers", locale, count=len(form.materials))
    body = f'<dl class="said">{rows}</dl>'
    if _section(title, body, len(form.pages), visit, bad=bool(prepared.missing)):
        visit.cursor.material = 0
        visit.go(VisitStep.MATERIALS)
        redraw()


def _state(paper: MaterialToGive, status: MaterialStatus, visit: Visit) -> str:
    if status.state is MaterialState.HANDED_IN:
        pieces = len(uploads_of(paper, visit))
        return translate("kiosk.review.pieces", visit.locale, count=pieces)
    if status.is_owed and paper.until is not None:
        return until_in_words(paper.until, visit.locale)
    given = status.state is MaterialState.TEMPLATE
    return translate("kiosk.tag.template_used" if given else "kiosk.review.missing", visit.locale)


def _answers(consultation: Consultation, visit: Visit) -> None:
    if not consultation.answered:
        return
    rows = "".join(
        f"<dt>{beside(question.text, question.id)}</dt>"
        f"<dd>{escape(answer_words(answer, question.unit, visit.locale))}"
        f"{_taken_from(question.id, visit)}</dd>"
        for question, answer in consultation.answered
    )
    title = translate("kiosk.question.answered", visit.locale)
    if _section(title, f'<dl class="said">{rows}</dl>', _ANSWERS, visit):
        visit.cursor.back_to_review = True
        change_answer(consultation.answered[0][0].id, visit)
        visit.cursor.hurried = False
        redraw()


def _taken_from(question: str, visit: Visit) -> str:
    """Return as HTML the record that an answer was taken from, if it was."""
    record = visit.draft.source_of_answer(question)
    return f'<p class="src">{source_of(record, visit.locale)}</p>' if record else ""


def _go_back(form: KioskForm, visit: Visit) -> None:
    if form.materials:
        visit.cursor.material = len(form.materials) - 1
        visit.go(VisitStep.MATERIALS)
    else:
        visit.cursor.page = len(form.pages) - 1
        visit.go(VisitStep.FORM)


def _hand_in(service: CitizenUseCases, visit: Visit) -> None:
    try:
        hand_in(service, visit)
    except ServiceError as trouble:
        visit.refuse(trouble)
        redraw()
