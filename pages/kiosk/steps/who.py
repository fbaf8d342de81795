"""Who is who: before the form, each person is named once, for all roles (law 17)."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import listed
from core.services.citizens import (
    CitizenUseCases,
    PersonsToTell,
    VisitStep,
    drafts,
)
from pages.kiosk.consulting import form_of, persons_of, told_of
from pages.kiosk.dialogs.identifying import offer_to_identify, show_identity_code
from pages.kiosk.frame import bottom_bar, heading, tell_trouble
from pages.kiosk.role_words import (
    role_side,
    titles_of,
    who_words,
)
from pages.kiosk.steps.who_roles import PersonsShown, draw_cell, draw_role, name_side
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.visit import Visit
from pages.shared.feedback import tell
from pages.shared.styling import icon, plain
from pages.shared.translating import said

_NUMBER_ENDS = 4


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show who acts, and who could hold each role."""
    persons = persons_of(service, visit)
    consultation = told_of(service, visit)
    shown = PersonsShown(persons, titles_of(persons, visit.locale), visit)
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
    if visit.draft.values:
        st.html(f'<p class="why" role="status">{escape(shown.say("kept"))}</p>')
    _acting(shown)
    _identify(service, shown)
    _all_mine(shown)
    side = ""
    for role in sorted(persons.roles, key=lambda role: role_side(role.role, visit.locale)):
        side = name_side(role, side, visit)
        draw_role(shown, role)
    main = "next_review" if visit.cursor.back_to_review else "next"
    bottom_bar(
        f"{shown.say(main)} :small[{plain(_what_comes(shown))}]",
        visit.locale,
        on_back=partial(_go_back, visit),
        on_main=partial(_go_on, persons, visit),
    )


def _tell_missing(shown: PersonsShown) -> None:
    missing = shown.persons.missing
    roles = listed([shown.titles[role] for role in missing], shown.visit.locale)
    tell(shown.say("missing", count=len(missing), roles=roles))


def _acting(shown: PersonsShown) -> None:
    """Show who stands here; where it may be one of two, ask which."""
    persons, visit = shown.persons, shown.visit
    name = shown.say("you_named", name=persons.name) if persons.name else shown.say("you")
    title = shown.titles[persons.acting]
    how = "as_answered" if persons.answered else "as"
    several = len(persons.may_act) > 1  # then it is asked below
    parts = ["" if several else shown.say(how, role=title, answer=said(persons.answered))]
    parts.append(_masked(persons.number) if persons.name else shown.say("unwritten"))
    below = escape(" · ".join(part for part in parts if part))
    st.html(
        f'<div class="acting">{icon("person", "sq")}<div><b>{escape(name)}</b>'
        f"<p>{below}</p></div></div>"
    )
    if several:
        st.html(f'<h3 class="which">{escape(shown.say("which"))}</h3>')
        with st.container(key="pick_acting"):
            for role in persons.may_act:
                act = partial(visit.change, drafts.act_as, role, persons.acting)
                chosen = role == persons.acting
                draw_cell(f"acting.{role}", shown.titles[role], chosen=chosen, act=act)


def _identify(service: CitizenUseCases, shown: PersonsShown) -> None:
    """Offer to read who stands here off a card, a face or a phone; a name can be typed as well."""
    reader, visit = service.filling.identity, shown.visit
    if reader is None or not shown.persons.numbered:
        return
    offer_to_identify(reader, shown.persons.numbered, visit, in_form=False)
    show_identity_code(reader, visit, demo=bool(form_of(service, visit).demo))


def _masked(number: str) -> str:
    """Return a number as it may stand on a screen that others see.

    Examples:
        >>> _masked("441202198803160028")
        '4412…0028'
    """
    if len(number) <= 2 * _NUMBER_ENDS:
        return ""
    return f"{number[:_NUMBER_ENDS]}…{number[-_NUMBER_ENDS:]}"


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


def change_persons(visit: Visit) -> None:
    """Turn back from the review to who is who."""
    visit.cursor.back_to_review = True
    visit.go(VisitStep.WHO)


def _go_back(visit: Visit) -> None:
    visit.go(VisitStep.REVIEW if visit.cursor.back_to_review else VisitStep.GUIDE)
    visit.cursor.back_to_review = False


def _go_on(persons: PersonsToTell, visit: Visit) -> None:
    if persons.missing:
        visit.refuse()
    elif visit.cursor.back_to_review:
        visit.cursor.back_to_review = False
        visit.go(VisitStep.REVIEW)
    else:
        begin_form(visit)


def begin_form(visit: Visit) -> None:
    """Turn to the form, with the licences that can be fetched first."""
    visit.cursor.page = 0
    visit.cursor.offering = True
    visit.go(VisitStep.FORM)


def leave_form(service: CitizenUseCases, visit: Visit) -> None:
    """Turn back from the form to what comes before it."""
    visit.go(VisitStep.WHO if persons_of(service, visit).roles else VisitStep.GUIDE)
