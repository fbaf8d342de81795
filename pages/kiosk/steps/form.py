"""One form (一张申请表单), one page of it at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.errors import Problem
from core.i18n import listed, translate
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    FollowingValue,
    FormPage,
    KioskForm,
    VisitStep,
    drafts,
)
from pages.kiosk.consulting import follows_of, form_of, problems_of, titles_of, told_of
from pages.kiosk.cursor import Cursor
from pages.kiosk.dialogs.on_phone import offer_phone_form
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading, keep_beside
from pages.kiosk.steps import licences
from pages.kiosk.steps.fields import FormContext, keep_fields, without_followers
from pages.kiosk.steps.known_box import read_known
from pages.kiosk.steps.members import keep_members
from pages.kiosk.steps.page_parts import asked_once, count_entries, fill_in_page, known_on
from pages.kiosk.steps.who_turns import leave_form
from pages.kiosk.telling import tell_problems
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.time_estimates import begin_page, time_left
from pages.kiosk.visit import Visit
from pages.kiosk.wording import offices_of
from pages.shared.form_parts import draw_entries
from pages.shared.translating import said


def page(service: CitizenUseCases, visit: Visit) -> None:
    """Show the page of the form the visit is at, and keep what is filled in."""
    consultation = told_of(service, visit)
    form = form_of(service, visit)
    if visit.cursor.offering and form.licences:
        licences.page(service, consultation, form, visit)
        return
    visit.cursor.page = _page_of(form, visit.cursor)
    follows = follows_of(service, visit)
    visit.propose(follows.proposed, _places(form, visit))
    problems = _problems(service, form, visit) if visit.trouble.checking else ()
    tell_problems(problems, visit.locale, titles_of(form, consultation))
    begin_page(form, visit)
    sheet = FormContext(
        consultation, problems, visit, follows.certain, service.place.home, form.follows
    )
    with st.container(key="to_read"):
        _heading(consultation, form, visit, time_left(service, form, visit))
        _tell_page(sheet, form)
    offer_phone_form(service, visit)
    with st.form(f"form.{visit.cursor.page}", border=False, enter_to_submit=False):
        more = fill_in_page(sheet, form, form.pages[visit.cursor.page])
        words = "next" if visit.cursor.page + 1 < len(form.pages) else "last"
        main = translate(f"kiosk.form.{words}", visit.locale)
        sent = _Sent(service, form, visit, follows.certain)
        keep_beside(visit.locale, sent.keep)
        bottom_bar(main, visit.locale, in_form=True, on_back=sent.back, on_main=sent.main)
    if more:
        redraw()


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a page does that is sent: keep everything on it, and turn if it is right."""

    service: CitizenUseCases
    form: KioskForm
    visit: Visit
    certain: Mapping[str, FollowingValue]

    def back(self) -> None:
        """Turn to the page before, with whatever is on this one."""
        form, visit = self.form, self.visit
        self.keep()
        before = _page_to_fill_in(form, range(visit.cursor.page - 1, -1, -1), visit)
        if before is not None:
            visit.cursor.page = before
        visit.cursor.offering = before is None and bool(form.licences)
        if before is None and not visit.cursor.offering:
            leave_form(self.service, visit)
        else:
            visit.go(VisitStep.FORM)

    def main(self) -> None:
        """Turn to the next page, unless something is wrong, or was just proposed."""
        service, visit = self.service, self.visit
        self.keep()
        form = form_of(service, visit)
        new = visit.propose(follows_of(service, visit).proposed, _places(form, visit))
        visit.renew(new)
        problems = _problems(service, form, visit)
        if licences.offer_anew(form.licences, visit, problems):
            return
        if new or problems:
            visit.change(drafts.ask_anew, [problem.place for problem in problems])
            visit.refuse()
        else:
            _go_on(form, visit)

    def keep(self) -> None:
        """Keep everything on the page and stay on it."""
        for part in self.form.pages[self.visit.cursor.page].parts:
            if part.members_of:
                keep_members(part.fields, part.members_of, self.visit)
            else:
                keep_fields(part.fields, self.visit, self.certain)


def _page_of(form: KioskForm, cursor: Cursor) -> int:
    """Return where the page is that was shown: more of it may be known now, or letters larger."""
    number = min(cursor.page, len(form.pages) - 1)
    places = [[str(field.key) for field in page.fields] for page in form.pages]
    page, place = cursor.shown
    if page == cursor.page and place not in places[number]:
        number = next((at for at, on_page in enumerate(places) if place in on_page), number)
    cursor.shown = (
        number,
        cursor.shown[1] if cursor.shown[1] in places[number] else places[number][0],
    )
    return number


def _problems(service: CitizenUseCases, form: KioskForm, visit: Visit) -> tuple[Problem, ...]:
    only = frozenset(field.key for field in form.pages[visit.cursor.page].fields)
    return without_followers(problems_of(service, visit, only), form.follows)


def _heading(consultation: Consultation, form: KioskForm, visit: Visit, left: str) -> None:
    current = form.pages[visit.cursor.page]
    matters = tuple(code for field in current.fields for code in field.matters)
    offices = offices_of(consultation, matters)
    words = "lead" if len(offices) == 1 else "lead_shared"
    lead = translate(
        f"kiosk.form.{words}",
        visit.locale,
        wording=said(current.wording),
        offices=listed(list(map(said, offices)), visit.locale),
    )
    if current.members_of:
        lead += f" · {translate('kiosk.members.how', visit.locale)}"
    heading(
        translate(
            "kiosk.form.kicker",
            visit.locale,
            theme=spoken_name(visit.draft.theme_code, consultation.theme_name, visit.locale),
            number=visit.cursor.page + 1,
            total=len(form.pages),
            left=left,
        ),
        current.title,
        lead,
    )


def _tell_page(sheet: FormContext, form: KioskForm) -> None:
    """Tell what is to be read before anything is touched."""
    visit, current = sheet.visit, form.pages[sheet.visit.cursor.page]
    _tell_entries(sheet, current)
    licences.tell_outcomes(form, visit)
    _tell_proposals(form, visit)
    if visit.low:
        read_known(sheet, known_on(sheet, current))


def _tell_entries(sheet: FormContext, current: FormPage) -> None:
    """Count what is to be filled in, what is known, and what may be left."""
    waiting = {str(f.key) for f in current.fields if f.required and sheet.will_follow(f)}
    known = {str(field.key) for field in current.fields if sheet.is_known(field)}
    draw_entries(count_entries(current, known, waiting), sheet.visit.locale)


def _places(form: KioskForm, visit: Visit) -> list[str]:
    """Return the places of this page in which something can be proposed."""
    return [str(field.key) for field in asked_once(form.pages[visit.cursor.page])]


def _tell_proposals(form: KioskForm, visit: Visit) -> None:
    """Ask to look at what was filled in for the person, and has not been changed."""
    count = sum(visit.draft.is_proposal(place) for place in _places(form, visit))
    if count:
        words = translate("prefilling.look", visit.locale, count=count)
        st.html(f'<p class="why" role="status">{escape(words)}</p>')


def _go_on(form: KioskForm, visit: Visit) -> None:
    after = _page_to_fill_in(form, range(visit.cursor.page + 1, len(form.pages)), visit)
    if visit.cursor.back_to_review:
        visit.cursor.back_to_review = False
        visit.go(VisitStep.REVIEW)
    elif after is not None:
        visit.cursor.page = after
        visit.go(VisitStep.FORM)
    else:
        visit.cursor.material = 0
        visit.go(VisitStep.MATERIALS if form.materials else VisitStep.REVIEW)


def _page_to_fill_in(form: KioskForm, numbers: Iterable[int], visit: Visit) -> int | None:
    """Return the first page with something on it: nothing continues about members of none."""
    for number in numbers:
        current = form.pages[number]
        if not current.continues or visit.draft.members.get(current.members_of):
            return number
    return None
