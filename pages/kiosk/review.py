"""Look everything over, then hand it in."""

from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType

import streamlit as st

from core.errors import Problem
from core.i18n import listed, translate
from core.services.kiosk import (
    Consultation,
    Following,
    FollowingValue,
    KioskForm,
    KioskService,
)
from pages.kiosk.consulting import follows_of, form_of, problems_of
from pages.kiosk.fetched import source_of
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.materials import is_given, uploads_of
from pages.kiosk.questions import change_answer
from pages.kiosk.themes_shown import spoken_name
from pages.kiosk.visit import Step, Visit
from pages.kiosk.wording import answer_words, offices_of, subject_name, value_words
from pages.shared.feedback import errors_told, sentences, tell
from pages.shared.styling import tag


def page(service: KioskService, here: Visit) -> None:
    """Show all that will be sent, and to whom."""
    told = service.consult(here.theme, here.version, here.answers)
    form = form_of(service, here)
    problems = problems_of(service, here)
    if problems:
        title = translate("kiosk.form.problems", here.locale, count=len(problems))
        tell(title, sentences(problems, here.locale))
    name = spoken_name(here.theme, told.theme_name, here.locale)
    heading(
        translate("kiosk.review.kicker", here.locale, theme=name),
        translate("kiosk.review.title", here.locale),
        translate("kiosk.review.lead", here.locale),
    )
    _sent_to(told, here.locale)
    _pages(told, form, problems, here)
    _follows(follows_of(service, here), here.locale)
    _papers(form, here)
    _answers(told, here)
    pressed = bottom_bar(translate("kiosk.review.send", here.locale), here.locale, icon="send")
    if pressed.back:
        _go_back(form, here)
        st.rerun()
    if pressed.main:
        _hand_in(service, here)


def _sent_to(told: Consultation, locale: str) -> None:
    offices = listed(offices_of(told, told.guide.matters), locale)
    words = escape(translate("kiosk.review.sent_to", locale, offices=offices))
    st.html(f'<p class="why">{words}</p>')


def _section(title: str, body: str, number: int, here: Visit, *, bad: bool = False) -> bool:
    """Show a section with a button to change it; return whether it was pressed."""
    with st.container(key=f"{'bad' if bad else 'ok'}_review_{number}"):
        with st.container(
            key=f"reviewed_{number}", horizontal=True, vertical_alignment="center",
            horizontal_alignment="distribute",
        ):  # fmt: skip
            st.html(f"<h2>{escape(title)}</h2>", width="content")
            pressed = st.button(
                translate("kiosk.change", here.locale), icon=":material/edit:",
                key=f"edit.{number}",
            )  # fmt: skip
        st.html(body)
    return pressed


def _pages(told: Consultation, form: KioskForm, problems: tuple[Problem, ...], here: Visit) -> None:
    places = {problem.place for problem in problems}
    for number, current in enumerate(form.pages):
        labels = {str(field.key): field.label for field in current.fields}
        if current.members_of:
            body = _members(told, labels, current.members_of, here)
        else:
            values = {key: here.values.get(key) for key in labels}
            body = _list(labels, values, here.locale, _sources(labels, here))
        bad = not places.isdisjoint(labels)
        if _section(current.title, body, number, here, bad=bad):
            here.page, here.back_to_review = number, True
            here.go(Step.FORM)
            st.rerun()


def _list(
    labels: dict[str, str],
    values: dict[str, object],
    locale: str,
    sources: Mapping[str, str] = MappingProxyType({}),
) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{_value(values[key], locale)}{sources.get(key, '')}</dd>"
        for key, label in labels.items()
    )
    return f'<dl class="said">{rows}</dl>'


def _sources(labels: Iterable[str], here: Visit) -> dict[str, str]:
    """Return, as HTML, where the fetched values of a page come from."""
    told = {}
    for place in labels:
        if place in here.contested:
            words = translate("prefilling.contested", here.locale)
            told[place] = f'<p class="src">{tag(words, "later")}</p>'
        elif place in here.fetched:
            told[place] = f'<p class="src">{source_of(here.fetched[place], here.locale)}</p>'
    return told


def _follows(follows: Following, locale: str) -> None:
    """Show what need not be filled in because it follows, and from what (law 5)."""
    if not follows.certain:
        return
    rows = "".join(
        f"<dt>{escape(one.label)}</dt><dd>{_value(one.value, locale)}"
        f'<p class="src">{escape(_why(one, locale))}</p></dd>'
        for one in follows.certain.values()
    )
    title = escape(translate("prefilling.follows", locale))
    with st.container(key="ok_review_follows"):
        st.html(f'<h2>{title}</h2><dl class="said">{rows}</dl>')


def _why(one: FollowingValue, locale: str) -> str:
    if not one.source:
        return translate("prefilling.from_answer", locale)
    key = "prefilling.from_field_by" if one.basis else "prefilling.from_field"
    return translate(key, locale, label=one.source, basis=one.basis)


def _value(value: object, locale: str) -> str:
    nothing = f'<span class="muted">{escape(translate("kiosk.review.empty", locale))}</span>'
    return escape(value_words(value, locale)) or nothing


def _members(told: Consultation, labels: dict[str, str], group: str, here: Visit) -> str:
    number, name = here.members.get(group, 0), subject_name(told, group)
    parts = []
    for member in range(number):
        title = translate("kiosk.members.one", here.locale, name=name, number=member + 1)
        values = {key: (here.values.get(key) or [None] * number)[member] for key in labels}
        parts.append(f"<h3>{escape(title)}</h3>{_list(labels, values, here.locale)}")
    return "".join(parts) or f"<p>{_value(None, here.locale)}</p>"


def _papers(form: KioskForm, here: Visit) -> None:
    if not form.papers:
        return
    locale = here.locale
    states = {paper.name: _state(paper.code, len(uploads_of(paper, here)), here)
              for paper in form.papers}  # fmt: skip
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(state)}</dd>" for name, state in states.items()
    )
    missing = not all(is_given(paper, here) for paper in form.papers)
    title = translate("kiosk.review.papers", locale)
    body = f'<dl class="said">{rows}</dl>'
    if _section(title, body, len(form.pages), here, bad=missing):
        here.paper = 0
        here.go(Step.MATERIALS)
        st.rerun()


def _state(code: str, pieces: int, here: Visit) -> str:
    if pieces:
        return translate("kiosk.review.pieces", here.locale, count=pieces)
    if code in here.deferred:
        return translate("kiosk.tag.later", here.locale)
    given = code in here.templates
    return translate("kiosk.tag.template_used" if given else "kiosk.review.missing", here.locale)


def _answers(told: Consultation, here: Visit) -> None:
    if not told.answered:
        return
    rows = "".join(
        f"<dt>{escape(question.text)}</dt>"
        f"<dd>{escape(answer_words(answer, question.unit, here.locale))}</dd>"
        for question, answer in told.answered
    )
    title = translate("kiosk.question.answered", here.locale)
    if _section(title, f'<dl class="said">{rows}</dl>', -1, here):
        here.back_to_review = True
        change_answer(told.answered[0][0].id, here)
        here.hurried = False
        st.rerun()


def _go_back(form: KioskForm, here: Visit) -> None:
    if form.papers:
        here.paper = len(form.papers) - 1
        here.go(Step.MATERIALS)
    else:
        here.page = len(form.pages) - 1
        here.go(Step.FORM)


def _hand_in(service: KioskService, here: Visit) -> None:
    """Submit once; whatever happens, pressing again is the same submission."""
    with errors_told(here.locale), st.spinner(translate("kiosk.review.sending", here.locale)):
        case = service.submit(here.application())
        here.received(case.number)
        st.rerun()
