"""One form (一张申请表单), one page of it at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from core.errors import Problem
from core.i18n import translate
from core.services.citizens import Consultation, FollowingValue, KioskForm, KioskService
from pages.kiosk.consulting import follows_of, form_of, problems_of, told_of
from pages.kiosk.cursor import Step
from pages.kiosk.drawing import redraw
from pages.kiosk.frame import bottom_bar, heading
from pages.kiosk.steps import licences
from pages.kiosk.steps.fields import Sheet, fill_in_fields, keep_fields
from pages.kiosk.steps.members import fill_in_members, keep_members, member_buttons, settle_number
from pages.kiosk.theme_presentation import spoken_name
from pages.kiosk.time_estimates import begin_page, time_left
from pages.kiosk.visit import Visit
from pages.kiosk.wording import offices_of
from pages.shared.feedback import sentences, tell


def page(service: KioskService, here: Visit) -> None:
    """Show the page of the form the visit is at, and keep what is filled in."""
    told = told_of(service, here)
    form = form_of(service, here)
    if here.offering and form.licences:
        licences.page(service, told, form, here)
        return
    here.page = min(here.page, len(form.pages) - 1)
    follows = follows_of(service, here)
    here.propose(follows.proposed, _places(form, here))
    problems = _problems(service, form, here) if here.checking else ()
    if problems:
        title = translate("kiosk.form.problems", here.locale, count=len(problems))
        tell(title, sentences(problems, here.locale))
    begin_page(form, here)
    _heading(told, form, here, time_left(service, form, here))
    licences.tell_outcomes(form, here)
    _tell_proposals(form, here)
    with st.form(f"form.{here.page}", border=False, enter_to_submit=False):
        more = _fill_in(Sheet(told, problems, here, follows.certain, service.home), form)
        words = "next" if here.page + 1 < len(form.pages) else "last"
        main = translate(f"kiosk.form.{words}", here.locale)
        sent = _Sent(service, form, here, follows.certain)
        bottom_bar(main, here.locale, in_form=True, on_back=sent.back, on_main=sent.main)
    if more:
        redraw()


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a page does that is sent: keep everything on it, and turn if it is right."""

    service: KioskService
    form: KioskForm
    here: Visit
    certain: Mapping[str, FollowingValue]

    def back(self) -> None:
        """Turn to the page before, with whatever is on this one."""
        form, here = self.form, self.here
        self._keep()
        before = _page_to_fill_in(form, range(here.page - 1, -1, -1), here)
        if before is not None:
            here.page = before
        here.offering = before is None and bool(form.licences)
        here.go(Step.FORM if before is not None or here.offering else Step.GUIDE)

    def main(self) -> None:
        """Turn to the next page, unless something is wrong, or was just proposed."""
        service, here = self.service, self.here
        self._keep()
        form = form_of(service, here)
        new = here.propose(follows_of(service, here).proposed, _places(form, here))
        here.renewed += new
        problems = _problems(service, form, here)
        if here.offers_anew(form.licences, problems):
            return
        if new or problems:
            here.refuse()
        else:
            _go_on(form, here)

    def _keep(self) -> None:
        current = self.form.pages[self.here.page]
        if current.members_of:
            keep_members(current.fields, current.members_of, self.here)
        else:
            keep_fields(current.fields, self.here, self.certain)


def _fill_in(sheet: Sheet, form: KioskForm) -> bool:
    """Draw the page; return whether it has to be drawn anew, as what is on it has changed."""
    current = form.pages[sheet.here.page]
    if not current.members_of:
        return fill_in_fields(sheet, current.fields)
    pages = [page for page in form.pages if page.members_of == current.members_of]
    everything = [field for page in pages for field in page.fields]
    settle_number(everything, current.members_of, sheet.here)
    fill_in_members(sheet, current.fields, current.members_of)
    if sheet.here.picturing is not None:
        return True
    return not current.continues and member_buttons(sheet, everything, current.members_of)


def _problems(service: KioskService, form: KioskForm, here: Visit) -> tuple[Problem, ...]:
    only = frozenset(field.key for field in form.pages[here.page].fields)
    return problems_of(service, here, only)


def _heading(told: Consultation, form: KioskForm, here: Visit, left: str) -> None:
    current = form.pages[here.page]
    asked = [field for field in current.fields if str(field.key) not in form.known]
    matters = tuple(code for field in current.fields for code in field.matters)
    offices = offices_of(told, matters)
    lead = "lead" if len(offices) == 1 else "lead_shared"
    lead = "lead_members" if current.members_of else lead
    heading(
        translate(
            "kiosk.form.kicker", here.locale,
            theme=spoken_name(here.theme, told.theme_name, here.locale),
            number=here.page + 1, total=len(form.pages), left=left,
        ),
        current.title,
        translate(
            f"kiosk.form.{lead}", here.locale, count=len(asked), offices=len(offices)
        ),
    )  # fmt: skip


def _places(form: KioskForm, here: Visit) -> list[str]:
    """Return the places of this page in which something can be proposed."""
    current = form.pages[here.page]
    return [] if current.members_of else [str(field.key) for field in current.fields]


def _tell_proposals(form: KioskForm, here: Visit) -> None:
    """Ask to look at what was filled in for the person, and has not been changed."""
    count = sum(here.is_proposal(place) for place in _places(form, here))
    if count:
        words = translate("prefilling.look", here.locale, count=count)
        st.html(f'<p class="why" role="status">{escape(words)}</p>')


def _go_on(form: KioskForm, here: Visit) -> None:
    after = _page_to_fill_in(form, range(here.page + 1, len(form.pages)), here)
    if here.back_to_review:
        here.back_to_review = False
        here.go(Step.REVIEW)
    elif after is not None:
        here.page = after
        here.go(Step.FORM)
    else:
        here.paper = 0
        here.go(Step.MATERIALS if form.papers else Step.REVIEW)


def _page_to_fill_in(form: KioskForm, numbers: Iterable[int], here: Visit) -> int | None:
    """Return the first page with something on it: nothing continues about members of none."""
    for number in numbers:
        current = form.pages[number]
        if not current.continues or here.members.get(current.members_of):
            return number
    return None
