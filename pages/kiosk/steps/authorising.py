"""What somebody may who acts for another, and until when; who is the guardian of a minor.

It is asked in the place of the page that would come, only where somebody acts for another. The
usual is proposed, so that one touch agrees to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape

import streamlit as st

from core.agents.models import (
    SCOPE,
    Authorisation,
    AuthorisationParty,
    CaseAct,
    GuardianProof,
    GuardianRelation,
)
from core.i18n import listed, translate
from core.services.citizens import (
    AuthorisationNeeded,
    CitizenUseCases,
    PreparedApplication,
    VisitStep,
    authorisation_problems,
    drafts,
)
from pages.kiosk.consulting import form_of, told_of
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.steps.who_turns import leave_form
from pages.kiosk.telling import tell_problems
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.kiosk.wording import day_in_words
from pages.shared.styling import plain
from pages.shared.widgets import typed_as

_STEPS = (VisitStep.FORM, VisitStep.MATERIALS, VisitStep.REVIEW)


@dataclass(frozen=True, slots=True)
class AuthorisationAsked:
    """What is asked, and what was said of it before."""

    needed: AuthorisationNeeded
    said: Authorisation | None
    today: date
    form: frozenset[str]

    @property
    def shown(self) -> Authorisation:
        """Return what the page shows: what was said, or else what is usual."""
        return self.said or self.needed.proposed(self.today)


def asked_of(service: CitizenUseCases, visit: Visit) -> AuthorisationAsked | None:
    """Return what is asked on this page, if anything is open or is to be changed."""
    if visit.cursor.step not in _STEPS or visit.cursor.cover is not None:
        return None
    if visit.cursor.is_put_off:  # a number that says a minor may be put right
        return None
    prepared = _prepared(service, visit)
    needed, said = prepared.authorisation_needed, visit.draft.authorisation
    if needed is None:
        visit.cursor.authorising = False
        return None
    said = needed.completed(said)
    is_open = said is None or any(authorisation_problems(needed, said, prepared.today))
    if not is_open and not visit.cursor.authorising:
        return None
    form = frozenset(map(str, prepared.guide.form_by_key))
    return AuthorisationAsked(needed, said, prepared.today, form)


def said_in_words(authorisation: Authorisation, locale: str) -> list[str]:
    """Return what an authorisation says: what they may, and until when."""
    acts = listed([translate(f"agent.act.{act}", locale) for act in authorisation.acts], locale)
    last = authorisation.last_day
    until = day_in_words(last, locale) if last else translate("agent.no_end", locale)
    return [acts, translate("agent.until", locale, until=until)]


def show_again(service: CitizenUseCases, visit: Visit) -> None:
    """Show for the review who acts for whom, with a way to change it."""
    prepared = _prepared(service, visit)
    said = prepared.authorisation
    if said is None:
        return
    names = {"agent": said.agent.name, "name": said.principal.name}
    lines = [translate("kiosk.agent.review.who", visit.locale, **names)]
    lines += said_in_words(said, visit.locale)
    with st.container(key="ok_review_agent"):
        title = translate(f"kiosk.agent.review.{said.kind}", visit.locale)
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        st.html(f"<h2>{escape(title)}</h2>{body}")
        if st.button(
            translate("kiosk.change", visit.locale), icon=":material/edit:", key="edit.agent"
        ):
            visit.cursor.authorising = True
            redraw()


def _prepared(service: CitizenUseCases, visit: Visit) -> PreparedApplication:
    guide = told_of(service, visit).guide
    return service.handing_in.prepare(visit.draft.application(), guide=guide)


def page(service: CitizenUseCases, asked: AuthorisationAsked, visit: Visit) -> None:
    """Show what is usual, to be changed or agreed to."""
    wrong = st.container(key="told")
    tell_trouble(visit)
    _head(service, asked, visit)
    with st.form("authorising", border=False, enter_to_submit=False):
        agent = _agent(asked, visit) if asked.needed.is_agent_asked else asked.needed.agent
        said = replace(asked.shown, agent=agent, principal=asked.needed.principal)
        said = _guardian(said, visit) if asked.needed.is_for_minor else _mandate(asked, said, visit)
        words = translate("kiosk.agent.agree", visit.locale)
        pressed = bottom_bar(words, visit.locale, in_form=True)
    if pressed.back:
        _leave(service, asked.needed, visit)
    if pressed.main:
        problems = tuple(authorisation_problems(asked.needed, said, asked.today))
        if problems:
            with wrong:
                tell_problems(problems, visit.locale)
        else:
            visit.change(drafts.authorise, said, asked.form)
            visit.cursor.authorising = False
            redraw()


def _leave(service: CitizenUseCases, needed: AuthorisationNeeded, visit: Visit) -> None:
    """Turn back to where the change was asked for, to a minor's number, or before the form."""
    numbers = [
        number
        for number, each in enumerate(form_of(service, visit).pages)
        if any(merged.key == needed.number_at for merged in each.fields)
    ]
    if visit.cursor.authorising:
        visit.cursor.authorising = False
    elif numbers:
        visit.go(VisitStep.FORM)
        visit.cursor.page = visit.cursor.put_off = numbers[0]
    else:
        leave_form(service, visit)
    redraw()


def _head(service: CitizenUseCases, asked: AuthorisationAsked, visit: Visit) -> None:
    needed, locale = asked.needed, visit.locale
    theme = told_of(service, visit).theme_name
    name = needed.principal.name or translate("kiosk.agent.them", locale)
    kind = needed.kind.value
    if needed.is_for_child(asked.today):
        kind = "child"
    heading(
        spoken_name(visit.draft.theme_code, theme, locale),
        translate(f"kiosk.agent.{kind}.title", locale, name=name),
        translate(f"kiosk.agent.{kind}.lead", locale, name=name),
    )


def _agent(asked: AuthorisationAsked, visit: Visit) -> AuthorisationParty:
    """Ask who acts, where the form does not."""
    known, kind = asked.shown.agent, asked.needed.kind.value
    with typed_as("name", "agent_name"):
        name = st.text_input(
            translate(f"kiosk.agent.{kind}.name", visit.locale), value=known.name, key="agent_name"
        )
    with typed_as("identity", "agent_number"):
        number = st.text_input(
            translate(f"kiosk.agent.{kind}.number", visit.locale),
            value=known.number,
            max_chars=18,
            key="agent_number",
        )
    return AuthorisationParty((name or "").strip(), (number or "").strip().upper())


def _guardian(said: Authorisation, visit: Visit) -> Authorisation:
    relation = _choice("relation", [str(each) for each in GuardianRelation], said.relation, visit)
    basis = _choice("proof", [str(each) for each in GuardianProof], said.basis, visit)
    last = said.last_day
    if last is not None:
        until = translate(
            "kiosk.agent.guardian.until", visit.locale, until=day_in_words(last, visit.locale)
        )
        st.html(f'<p class="why">{escape(until)}</p>')
    return replace(said, relation=relation, basis=basis)


def _choice(name: str, options: list[str], chosen: str, visit: Visit) -> str:
    """Ask for one of a few, the usual one chosen."""
    return st.radio(
        translate(f"kiosk.agent.{name}", visit.locale),
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda option: translate(f"kiosk.agent.{name}.{option}", visit.locale),
        key=f"agent_{name}",
    )


def _mandate(asked: AuthorisationAsked, said: Authorisation, visit: Visit) -> Authorisation:
    usual = drafts.term_until(asked.today, drafts.USUAL_TERM)
    until = said.last_day or usual
    acts, term = tuple(ask_acts(said, visit)), ask_term(asked.today, until, visit)
    return replace(said, acts=acts, valid_until=term)


def ask_acts(
    said: Authorisation, visit: Visit, *, acts: tuple[CaseAct, ...] = SCOPE
) -> Iterator[CaseAct]:
    """Ask what somebody may; who hands in today has to be allowed to."""
    st.html(f"<h2>{escape(translate('kiosk.agent.acts', visit.locale))}</h2>")
    with st.container(key="agent_acts"):
        for act in acts:
            is_fixed = act is CaseAct.HAND_IN
            words = translate(f"kiosk.agent.act.{act}.long", visit.locale)
            is_given = is_fixed or act in said.acts
            given = st.checkbox(plain(words), is_given, disabled=is_fixed, key=f"act.{act}")
            if given or is_fixed:
                yield act


def ask_term(today: date, until: date, visit: Visit) -> str:
    """Ask until when, and return that day; the last day is told with each choice."""
    ends = {drafts.term_until(today, months): months for months in drafts.TERMS}
    days = [*ends, *(() if until in ends else (until,))]

    def words(day: date) -> str:
        last = day_in_words(day, visit.locale)
        if day not in ends:
            return last
        return translate("kiosk.agent.months", visit.locale, count=ends[day], until=last)

    chosen: date = st.radio(
        translate("kiosk.agent.term", visit.locale),
        days,
        index=days.index(until),
        format_func=words,
        key="agent_term",
    )
    return chosen.isoformat()
