"""Offer to look answers up in records instead of asking: each with consent, none as a must."""

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import Question, short_name
from core.i18n import translate
from core.services.citizens import (
    CitizenUseCases,
    IdentityReader,
    LookUp,
    LookUpOutcome,
    VisitStep,
    drafts,
)
from pages.kiosk.consulting import told_of
from pages.kiosk.dialogs.identifying import offer_to_identify, show_identity_code
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, keep_beside, tell_trouble
from pages.kiosk.steps.fields import FormContext, draw_field
from pages.kiosk.steps.question_turns import TYPED, Turn
from pages.kiosk.telling import tell_problems
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.shared.asking import answer_words, option_words
from pages.shared.feedback import tell
from pages.shared.styling import icon, plain
from pages.shared.translating import beside, said


def offer_look_ups(turn: Turn) -> None:
    """Offer to look up the answer to the question that is asked, where a record gives it."""
    question, visit = turn.question, turn.visit
    if turn.is_answered or not _of_question(turn.service, question, visit):
        return
    words = translate("kiosk.look_up.offer", visit.locale)
    how = translate("kiosk.look_up.offer_how", visit.locale)
    draw = st.form_submit_button if question.kind in TYPED else st.button
    draw(
        f"{plain(words)} :small[{plain(how)}]",
        key=f"look_up.{question.id}",
        icon=":material/manage_search:",
        width="stretch",
        on_click=visit.cursor.look_up,
        args=(question.id,),
    )


def _of_question(service: CitizenUseCases, question: Question, visit: Visit) -> tuple[LookUp, ...]:
    """Return the records of whoever's record answers a question, that one first.

    Where a number is given once, all that it opens is offered.
    """
    guide = told_of(service, visit).guide
    offers = service.consulting.find.offers(visit.draft, guide)
    own = [offer for offer in offers if any(q.id == question.id for q, _ in offer.questions)]
    holders = {offer.holder.key for offer in own}
    others = (offer for offer in offers if offer not in own and offer.holder.key in holders)
    return (*own, *others)


def looks_up(turn: Turn) -> bool:
    """Say whether the records of this question are offered in its place."""
    return turn.visit.cursor.looking_up == turn.question.id and not turn.is_answered


def draw_look_ups(turn: Turn) -> None:
    """Show which records would be looked into, for which questions, and look where agreed."""
    service, visit, consultation = turn.service, turn.visit, turn.consultation
    offers = _of_question(service, turn.question, visit)
    problems = service.consulting.find.problems(visit.draft, consultation.guide, offers)
    problems = problems if visit.trouble.checking else ()
    if problems:
        tell_problems(problems, visit.locale)
    elif visit.trouble.checking:
        tell(translate("kiosk.look_up.nothing_agreed", visit.locale))
    tell_trouble(visit)
    heading(
        spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale),
        translate("kiosk.look_up.title", visit.locale),
        translate("kiosk.look_up.lead", visit.locale),
    )
    if service.filling.identity is not None:
        show_identity_code(service.filling.identity, visit, demo=False)
    with st.form("look_up", border=False, enter_to_submit=False):
        sheet = FormContext(consultation, problems, visit)
        agreed = _holders(sheet, offers, service.filling.identity)
        main, other = (translate(f"kiosk.look_up.{it}", visit.locale) for it in ("go", "decline"))
        keep_beside(visit.locale)
        pressed = bottom_bar(main, visit.locale, other=other, in_form=True)
    if pressed.back or pressed.other:
        visit.cursor.look_up("")
        redraw()
    if pressed.main:
        _look_up(service, agreed, visit)
        redraw()


def _holders(
    sheet: FormContext, offers: Iterable[LookUp], reader: IdentityReader | None
) -> list[LookUp]:
    """Draw the records, holder by holder; return those agreed to."""
    by_holder: dict[str, list[LookUp]] = {}
    for offer in offers:
        by_holder.setdefault(str(offer.holder.key), []).append(offer)
    agreed: list[LookUp] = []
    for number, (holder, theirs) in enumerate(by_holder.items()):
        with st.container(key=f"card_holder_{number}"):
            agreed += _holder(sheet, holder, theirs, reader)
    return agreed


def _holder(
    sheet: FormContext, holder: str, offers: Sequence[LookUp], reader: IdentityReader | None
) -> list[LookUp]:
    visit, first = sheet.visit, offers[0]
    st.html(f"<h3>{beside(short_name(first.about))}</h3>")
    value, wrong = visit.draft.values.get(holder), sheet.problems_of(holder)
    visit.fill(holder, draw_field(sheet, first.holder, value, key=f"holder.{holder}", wrong=wrong))
    if reader is not None and first.holder.type.kind.identifies:
        offer_to_identify(reader, holder, visit)
    return [offer for offer in offers if _consent(offer, visit)]


def _consent(offer: LookUp, visit: Visit) -> bool:
    """Ask for one consent; it is never given beforehand (个人信息保护法 14)."""
    locale = visit.locale
    words = translate(
        f"kiosk.look_up.consent.{offer.source.value}",
        locale,
        about=said(short_name(offer.about)),
        licence=said(offer.licence),
    )
    agreed = st.checkbox(plain(words), value=False, key=f"consent.{offer.code}")
    asked = dict.fromkeys(said(q.asked_aloud, q.id) for q, _ in offer.questions)
    purpose = translate("kiosk.look_up.purpose", locale, questions=" ".join(asked))
    st.html(f'<p class="src">{escape(purpose)}</p>')
    return agreed


def _look_up(service: CitizenUseCases, agreed: Sequence[LookUp], visit: Visit) -> None:
    guide = told_of(service, visit).guide
    find = service.consulting.find
    if not agreed or find.problems(visit.draft, guide, agreed):
        visit.refuse()
        return
    with st.spinner(translate("prefilling.fetching", visit.locale)), visit.turn:
        # A second touch runs beside the first: it waits, and finds everything done.
        if visit.cursor.looking_up:
            outcomes = find(visit.draft, guide, [offer.code for offer in agreed])
            for outcome in outcomes:
                visit.change(drafts.keep_found, outcome.records)
            visit.licences.looked_up = outcomes
            visit.go(VisitStep.QUESTIONS)


def tell_look_ups(visit: Visit) -> None:
    """Say what came of the records, until the next question is answered."""
    items = "".join(map(partial(_outcome, locale=visit.locale), visit.licences.looked_up))
    if items:
        st.html(f'<ul class="items outcomes" role="status">{items}</ul>')


def _outcome(outcome: LookUpOutcome, locale: str) -> str:
    look_up = outcome.look_up
    named = {"about": said(short_name(look_up.about)), "licence": said(look_up.licence)}
    lines = [
        translate(
            "kiosk.look_up.found",
            locale,
            question=said(question.asked_aloud, question.id),
            answer=answer_words(
                option_words(question, outcome.records[question.id].value), question.unit, locale
            ),
        )
        for question in {q.id: q for q, _ in look_up.questions}.values()
        if question.id in outcome.records
    ]
    key = "fetched" if lines else f"not.{outcome.state.value}"
    first = translate(f"kiosk.look_up.outcome.{key}", locale, **named)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in (first, *lines))
    return f"<li>{icon('task_alt' if lines else 'edit_note', 'sq')}<div>{paragraphs}</div></li>"
