"""Who is who: before the form, each person is named once, for all roles (law 17)."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import listed
from core.services.citizens import (
    CitizenUseCases,
    drafts,
)
from pages.kiosk.consulting import persons_of, told_of
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.role_words import (
    role_side,
    titles_of,
    who_words,
)
from pages.kiosk.steps.who_acts import acting_page
from pages.kiosk.steps.who_roles import PersonsShown, draw_cell, draw_role, name_side
from pages.kiosk.steps.who_turns import (
    asked_of_acting,
    finish_roles,
    leave_roles,
    name_acting,
)
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.kiosk.wording import masked_number
from pages.shared.feedback import tell
from pages.shared.styling import icon, plain
from pages.shared.translating import said


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show who acts, and who could hold each role; who acts is named on a page before."""
    persons = persons_of(service, visit)
    shown = PersonsShown(persons, titles_of(persons, visit.locale), visit)
    if visit.cursor.naming or not persons.roles:
        acting_page(service, shown)
    else:
        _roles_page(service, shown)


def _roles_page(service: CitizenUseCases, shown: PersonsShown) -> None:
    persons, visit = shown.persons, shown.visit
    consultation = told_of(service, visit)
    tell_trouble(visit)
    if visit.trouble.checking and persons.missing:
        _tell_missing(shown)
    theme = visit.draft.theme_code
    name = spoken_name(theme, consultation.theme_name, visit.locale)
    heading(
        shown.say("kicker", theme=name),
        who_words("title", theme, visit.locale),
        who_words("lead", theme, visit.locale),
    )
    if visit.draft.values.keys() - set(visit.draft.party_choices.written):
        st.html(f'<p class="why" role="status">{escape(shown.say("kept"))}</p>')
    _acting(shown)
    _all_mine(shown)
    side = ""
    for role in sorted(persons.roles, key=lambda role: role_side(role.role, visit.locale)):
        side = name_side(role, side, visit)
        draw_role(shown, role)
    main = "next_review" if visit.cursor.back_to_review else "next"
    bottom_bar(
        f"{shown.say(main)} :small[{plain(_what_comes(shown))}]",
        visit.locale,
        on_back=partial(leave_roles, persons, visit),
        on_main=partial(finish_roles, persons, visit),
    )


def _tell_missing(shown: PersonsShown) -> None:
    missing = shown.persons.missing
    roles = listed([shown.titles[role] for role in missing], shown.visit.locale)
    tell(shown.say("missing", count=len(missing), roles=roles))


def _acting(shown: PersonsShown) -> None:
    """Show who stands here, and the way to write it otherwise."""
    persons, visit = shown.persons, shown.visit
    name = shown.say("you_named", name=persons.name) if persons.name else shown.say("you")
    how = "as_answered" if persons.answered else "as"
    parts = [shown.say(how, role=shown.titles[persons.acting], answer=said(persons.answered))]
    parts.append(masked_number(persons.number) if persons.name else shown.say("unwritten"))
    below = escape(" · ".join(part for part in parts if part))
    with st.container(key="acting", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="acting">{icon("person", "sq")}<div><b>{escape(name)}</b>'
            f"<p>{below}</p></div></div>"
        )
        if asked_of_acting(persons, visit):
            words = shown.say("change" if persons.name else "write")
            st.button(words, key="who.acting", on_click=name_acting, args=(visit,))


def _all_mine(shown: PersonsShown) -> None:
    """Offer every role that who acts may hold by one touch; a second one takes that back."""
    persons, visit = shown.persons, shown.visit
    if not persons.mine:
        return
    act = (
        partial(visit.change, drafts.take_back_all)
        if persons.is_all_mine
        else partial(visit.change, drafts.be_all, persons.acting, persons.mine)
    )
    below = shown.say("all_short" if shown.one_at_a_time else "all_how")
    with st.container(key="pick_all"):
        draw_cell("all", shown.say("all"), below, chosen=persons.is_all_mine, act=act)


def _what_comes(shown: PersonsShown) -> str:
    """Return what is still missing, or what the choices save."""
    persons = shown.persons
    if persons.missing:
        first = shown.titles[persons.missing[0]]
        return shown.say("left", count=len(persons.missing), role=first)
    if persons.unnamed:
        return shown.say("unnamed", count=len(persons.unnamed))
    return shown.say("saved", count=persons.saved) if persons.saved else ""


def rows_of_persons(service: CitizenUseCases, visit: Visit) -> list[tuple[str, str]]:
    """Return what was said of who is who, role by role, for the review."""
    persons = persons_of(service, visit)
    shown = PersonsShown(persons, titles_of(persons, visit.locale), visit)
    chosen = [role for role in persons.roles if role.chosen]
    return [(shown.titles[role.role], shown.holder_of(role)) for role in chosen]
