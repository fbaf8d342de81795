"""Ask the kiosk service about the visit as it stands."""

from collections.abc import Mapping
from typing import Any

from core.catalogue.models import COMMITMENT_PREFIX, FieldKey
from core.errors import Problem
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    Following,
    FormChoices,
    KioskForm,
    Pagination,
    PersonsToTell,
    drafts,
)
from pages.kiosk.visit import Visit

_MOST_IN_CARE = 3
"""Entries to fill in on a page where letters are large and pages are calm."""


def told_of(
    service: CitizenUseCases, visit: Visit, answers: Mapping[str, Any] | None = None
) -> Consultation:
    """Return where the questioning stands, or would stand with other answers.

    What was told last stays with the visit: a touch asks before the page is turned, and the
    page asks again. What was said about who is who holds as far as the answers allow it.
    """
    given = visit.draft.answers if answers is None else answers
    draft, parties = visit.draft, visit.draft.parties
    later = tuple(code for code in visit.cursor.later if code not in given)
    # Answers in the order in which they were given.
    about = (tuple(given.items()), tuple(parties.items()), later)
    if visit.consulted is None or visit.consulted[0] != about:
        consultation = service.consulting.consult(
            draft.theme_code, draft.theme_version, given, parties=parties, later=later
        )
        visit.consulted = (about, consultation)
    consultation = visit.consulted[1]
    if answers is None and consultation.parties != parties:
        visit.change(drafts.say_who_is_who, consultation.parties)
    return consultation


def persons_of(service: CitizenUseCases, visit: Visit) -> PersonsToTell:
    """Return who could be who, as far as the answers allow it."""
    guide = told_of(service, visit).guide
    return service.filling.persons(visit.draft, guide)


def form_of(service: CitizenUseCases, visit: Visit) -> KioskForm:
    """Return the form and the papers, given what has been filled in and fetched so far."""
    consultation = told_of(service, visit)
    return service.filling.form(
        visit.draft.theme_code,
        visit.draft.theme_version,
        visit.draft.answers,
        visit.draft.values,
        parties=consultation.parties,
        guide=consultation.guide,
        choices=FormChoices(visit.draft.licences.on_paper, visit.draft.instead, _pagination(visit)),
    )


def _pagination(visit: Visit) -> Pagination:
    draft = visit.draft
    # Contested or not: no page turns into another. What was written before the form is no work.
    given = frozenset(draft.fetched) | frozenset(draft.party_choices.written)
    return Pagination(given, _MOST_IN_CARE) if visit.care else Pagination(given)


def follows_of(service: CitizenUseCases, visit: Visit) -> Following:
    """Return what follows from what has been filled in.

    What an answer says now takes the place of what was filled in before it was given.
    """
    consultation = told_of(service, visit)
    follows = service.filling.explain(
        visit.draft.theme_code,
        visit.draft.theme_version,
        visit.draft.answers,
        visit.draft.values,
        guide=consultation.guide,
        parties=consultation.parties,
    )
    answered = [place for place, value in follows.certain.items() if value.is_settled]
    visit.change(drafts.give_way, answered)
    return follows


def problems_of(
    service: CitizenUseCases, visit: Visit, only: frozenset[FieldKey] | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong with the whole form, or with some fields."""
    consultation = told_of(service, visit)
    return service.filling.problems(
        visit.draft.theme_code,
        visit.draft.theme_version,
        visit.draft.answers,
        visit.draft.values,
        only=only,
        guide=consultation.guide,
        parties=consultation.parties,
    )


def titles_of(form: KioskForm, consultation: Consultation) -> dict[str, str]:
    """Return what each place stands under: a part of a page, or the matter it is declared to."""
    catalogue = consultation.catalogue
    titles = {
        field.key: part.title for page in form.pages for part in page.parts for field in part.fields
    }
    return {
        str(key): catalogue.matter_name(key.subject.removeprefix(COMMITMENT_PREFIX))
        if key.subject.startswith(COMMITMENT_PREFIX)
        else title
        for key, title in titles.items()
    }
