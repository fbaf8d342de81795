"""Who acts is named first, once: by card, face or code, or by typing; the form asks no more."""

from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.errors import Problem
from core.forms.models import MergedField
from core.services.citizens import CitizenUseCases, drafts
from pages.kiosk.consulting import form_of, problems_of, told_of
from pages.kiosk.dialogs.identifying import (
    name_key,
    number_key,
    offer_to_identify,
    show_identity_code,
)
from pages.kiosk.frame import bottom_bar, heading, keep_beside, tell_trouble
from pages.kiosk.steps.fields import FormContext, draw_field
from pages.kiosk.steps.who_roles import PersonsShown, draw_cell
from pages.kiosk.steps.who_turns import asked_of_acting, leave_acting
from pages.kiosk.telling import tell_problems
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.shared.kinds import taken
from pages.shared.styling import plain
from pages.shared.translating import said


def acting_page(service: CitizenUseCases, shown: PersonsShown) -> None:
    """Ask who stands here; whoever writes nothing is asked on the form."""
    visit = shown.visit
    asked = asked_of_acting(shown.persons, visit)
    problems = _problems(service, asked, visit) if visit.trouble.checking else ()
    tell_problems(problems, visit.locale)
    tell_trouble(visit)
    _head(service, shown)
    _which(shown)
    reader = service.filling.identity
    if reader is not None:
        show_identity_code(reader, visit, demo=bool(form_of(service, visit).demo))
    sheet = FormContext(told_of(service, visit), problems, visit)
    sent = _Sent(service, shown, asked)
    with st.form("acting", border=False, enter_to_submit=False):
        if reader is not None and shown.persons.numbered:
            offer_to_identify(reader, shown.persons.numbered, visit)
        with st.container(key="asked_acting"):
            for field in asked:
                _ask(sheet, field)
        keep_beside(visit.locale, sent.keep)
        small = "" if _is_named(asked, visit) else f" :small[{plain(shown.say('acting.later'))}]"
        bottom_bar(
            f"{shown.say('acting.next')}{small}",
            visit.locale,
            in_form=True,
            on_back=sent.back,
            on_main=sent.main,
        )


def _head(service: CitizenUseCases, shown: PersonsShown) -> None:
    persons, visit = shown.persons, shown.visit
    name = told_of(service, visit).theme_name
    name = spoken_name(visit.draft.theme_code, name, visit.locale)
    reads = "reads" if service.filling.identity is not None and persons.numbered else "lead"
    heading(
        shown.say("kicker", theme=name), shown.say("acting.title"), shown.say(f"acting.{reads}")
    )
    if len(persons.may_act) == 1:
        how = "as_answered" if persons.answered else "as"
        role = shown.titles[persons.acting]
        words = shown.say(how, role=role, answer=said(persons.answered))
        st.html(f'<p class="why">{escape(words)}</p>')


def _which(shown: PersonsShown) -> None:
    """Ask which of two people of a family stands here, where it may be either."""
    persons, visit = shown.persons, shown.visit
    if len(persons.may_act) == 1:
        return
    st.html(f'<h2 class="which">{escape(shown.say("which"))}</h2>')
    with st.container(key="pick_acting"):
        for role in persons.may_act:
            act = partial(visit.change, drafts.act_as, role, persons.acting)
            chosen = role == persons.acting
            draw_cell(f"acting.{role}", shown.titles[role], chosen=chosen, act=act)


def _key(field: MergedField) -> str:
    place = str(field.key)
    return number_key(place) if field.type.kind.identifies else name_key(place)


def _ask(sheet: FormContext, field: MergedField) -> None:
    visit, place = sheet.visit, str(field.key)
    value, wrong = visit.draft.values.get(place), sheet.problems_of(place)
    visit.fill(place, draw_field(sheet, field, value, key=_key(field), wrong=wrong))


def _is_named(asked: tuple[MergedField, ...], visit: Visit) -> bool:
    return any(str(field.key) in visit.draft.values for field in asked)


def _problems(
    service: CitizenUseCases, asked: tuple[MergedField, ...], visit: Visit
) -> tuple[Problem, ...]:
    """Return what is wrong with what is written; what is left empty, the form asks."""
    written = frozenset(field.key for field in asked if str(field.key) in visit.draft.values)
    return problems_of(service, visit, written) if written else ()


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the page does that is sent: keep the name and the number, and turn if they are right."""

    service: CitizenUseCases
    shown: PersonsShown
    asked: tuple[MergedField, ...]

    def keep(self) -> None:
        """Keep what is in the fields and stay."""
        for field in self.asked:
            self.shown.visit.fill(str(field.key), taken(field, _key(field)))

    def back(self) -> None:
        """Turn to what came before, with whatever is written."""
        self.keep()
        leave_acting(self.shown.persons, self.shown.visit, forward=False)

    def main(self) -> None:
        """Turn to the roles, or back to where the change was asked for."""
        visit = self.shown.visit
        self.keep()
        if _problems(self.service, self.asked, visit):
            visit.refuse()
            return
        visit.change(drafts.write_acting, [str(field.key) for field in self.asked])
        leave_acting(self.shown.persons, visit, forward=True)
