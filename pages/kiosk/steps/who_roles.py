"""The roles on the page about persons: who holds each, who could, and who cannot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from core.i18n import DEFAULT_LOCALE, listed, translate
from core.services.citizens import (
    Apart,
    PersonOffered,
    PersonsToTell,
    RoleToTell,
    drafts,
)
from pages.kiosk.role_words import person_words, role_side, role_task
from pages.kiosk.visit import Visit
from pages.shared.styling import icon, plain
from pages.shared.translating import said

_CHOSEN, _OPEN, _NEW = "radio_button_checked", "radio_button_unchecked", "person_add"
_MOST_OFFICES = 2
_MOST_CELLS = 2
"""Of persons who are known already; more of them would wrap, and no place would be the same."""


@dataclass(frozen=True, slots=True)
class PersonsShown:
    """What the page is drawn with: who could be who, what roles are called, the visit."""

    persons: PersonsToTell
    titles: dict[str, str]
    visit: Visit

    def say(self, key: str, **params: object) -> str:
        """Return words of this page."""
        return translate(f"kiosk.who.{key}", self.visit.locale, **params)

    def words_of(self, person: PersonOffered) -> tuple[str, str]:
        """Return what a person is called, and what is known of them."""
        return person_words(person, self.persons.acting, self.titles, self.visit.locale)

    def now(self, role: RoleToTell) -> str:
        """Return who holds a role as it is said now."""
        if role.chosen == role.role:
            return self.say("another")
        people = (self.words_of(person)[0] for person in role.persons if person.role == role.chosen)
        return next(people, self.say("nobody"))

    def holder_of(self, role: RoleToTell) -> str:
        """Return who holds a role, by name where it is written."""
        if role.chosen == role.role:
            return role.name or self.say("another")
        return " · ".join(filter(None, (self.now(role), role.name if self._is_mine(role) else "")))

    def _is_mine(self, role: RoleToTell) -> bool:
        return role.chosen == self.persons.acting

    @property
    def one_at_a_time(self) -> bool:
        """Say whether choices come up for one role at a time: larger letters, a lower reach."""
        return self.visit.care or self.visit.low


def draw_cell(
    key: str,
    words: str,
    below: str = "",
    *,
    chosen: bool,
    act: Callable[[], None],
    sign: str = "",
) -> None:
    """Draw a choice that a touch takes; ``below`` is said in small letters, ``sign`` an icon."""
    small = f" :small[{plain(below)}]" if below else ""
    st.button(
        f"{plain(words)}{small}",
        key=f"who.{key}",
        type="primary" if chosen else "secondary",
        icon=f":material/{_CHOSEN if chosen else sign or _OPEN}:",
        width="stretch",
        on_click=act,
    )


def name_side(role: RoleToTell, before: str, visit: Visit) -> str:
    """Name the side of a deal above its first role, and return it."""
    side = role_side(role.role, visit.locale)
    if side and side != before:
        st.html(f"<h2>{escape(side)}</h2>")
    return side


def draw_role(shown: PersonsShown, role: RoleToTell) -> None:
    """Draw a role with its choices, and why some persons are not among them."""
    visit = shown.visit
    bad = visit.trouble.checking and not role.chosen
    with st.container(key=f"{'bad' if bad else 'ok'}_role_{role.role}"):
        if shown.one_at_a_time:
            _line(shown, role)
        else:
            _header(shown, role)
        if not shown.one_at_a_time or visit.cursor.choosing == role.role:
            with st.container(key=f"pick_{role.role}"):
                _choices(shown, role)
        if not shown.one_at_a_time:
            _list_known(shown, role)
        for person in role.persons:
            if person.apart is not None:
                _why_not(shown, person, person.apart)


def _header(shown: PersonsShown, role: RoleToTell) -> None:
    title = shown.titles[role.role]
    task = role_task(role.role, shown.visit.locale)
    chinese = f'<span class="zh" lang="{DEFAULT_LOCALE}">{escape(role.official)}</span>'
    more = chinese if role.official != title else escape(task)
    now = shown.say("now", person=shown.now(role))
    st.html(
        f'<div class="role"><h3>{escape(title)} <small>{more}</small>'
        f'<span class="unseen_words">{escape(now)}</span></h3>'
        f"<small>{escape(_offices(shown, role))}</small></div>"
    )


def _offices(shown: PersonsShown, role: RoleToTell) -> str:
    """Say which offices ask about a person; of many, how many."""
    if len(role.offices) > _MOST_OFFICES:
        return shown.say("many_offices", count=len(role.offices))
    return shown.say(
        "offices", offices=listed([said(office) for office in role.offices], shown.visit.locale)
    )


def _line(shown: PersonsShown, role: RoleToTell) -> None:
    """Show a role as one line, with the way to its choices."""
    visit = shown.visit
    mark = ' class="told_of"' if role.chosen else ""
    with st.container(
        key=f"line_{role.role}",
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
    ):
        st.html(
            f'<div class="role_line"><h3>{escape(shown.titles[role.role])}</h3>'
            f"<b{mark}>{escape(shown.now(role))}</b></div>",
            width="content",
        )
        st.button(
            shown.say("change"),
            key=f"who.change.{role.role}",
            on_click=_choose,
            args=(role.role, visit),
        )


def _choose(role: str, visit: Visit) -> None:
    visit.cursor.choosing = "" if visit.cursor.choosing == role else role


def _choices(shown: PersonsShown, role: RoleToTell) -> None:
    """Draw the choices in places of their own: me first, who is known, somebody else last."""
    visit = shown.visit
    listed_apart = () if shown.one_at_a_time else _listed_apart(shown, role)
    for person in role.persons:
        if person not in listed_apart:
            _person(shown, role, person)
    if listed_apart:
        _listing(shown, role, listed_apart)
    is_another = role.chosen == role.role
    draw_cell(
        f"{role.role}.another",
        shown.say("another"),
        (role.name or shown.say("another_next")) if is_another else "",
        chosen=is_another,
        act=partial(_say, visit, drafts.be_another, role.role),
        sign=_NEW,
    )


def _listed_apart(shown: PersonsShown, role: RoleToTell) -> tuple[PersonOffered, ...]:
    """Return the persons who are too many for cells beside each other; they have a list."""
    others = tuple(person for person in role.persons if person.role != shown.persons.acting)
    return others if len(others) > _MOST_CELLS else ()


def _person(shown: PersonsShown, role: RoleToTell, person: PersonOffered) -> None:
    words, below = shown.words_of(person)
    if person.apart is not None:
        never = escape(shown.say("never"))
        st.html(
            f'<div class="never">{icon("lock")}<span>{escape(words)}'
            f"<small>{never}</small></span></div>"
        )
        return
    draw_cell(
        f"{role.role}.{person.role}",
        words,
        below,
        chosen=role.chosen == person.role,
        act=partial(_say, shown.visit, drafts.be_same_person, role.role, person.role),
    )


def _listing(shown: PersonsShown, role: RoleToTell, others: Sequence[PersonOffered]) -> None:
    """Draw one cell for all who are known, with the one who was chosen; it opens their list."""
    visit = shown.visit
    chosen = [shown.words_of(other)[0] for other in others if other.role == role.chosen]
    count = shown.say("known_count", count=len(others))
    draw_cell(
        f"{role.role}.known",
        chosen[0] if chosen else count,
        count if chosen else shown.say("known_open"),
        chosen=bool(chosen),
        act=partial(_choose, role.role, visit),
        sign="group",
    )


def _list_known(shown: PersonsShown, role: RoleToTell) -> None:
    """List who is known, one below the other, as long as somebody of them is looked for."""
    others = _listed_apart(shown, role)
    if others and shown.visit.cursor.choosing == role.role:
        with st.container(key=f"pick_known_{role.role}"):
            for person in others:
                _person(shown, role, person)


def _say(visit: Visit, move: Callable[..., drafts.ApplicationDraft], *roles: str) -> None:
    """Change what is said; where choices come up one by one, they go away again."""
    visit.change(move, *roles)
    visit.cursor.choosing = ""


def _why_not(shown: PersonsShown, person: PersonOffered, apart: Apart) -> None:
    """Say why a person is not offered: the reason, then the law."""
    law, _, reason = said(apart.basis).partition(":")
    words = (
        shown.say("by_law", reason=reason.strip(), law=law)
        if reason
        else law or shown.say("why_apart")
    )
    why = shown.say("why_not", person=shown.words_of(person)[0])
    st.html(f'<p class="why because"><b>{escape(why)}</b> {escape(words)}</p>')
