"""Turn to who acts, to the roles, to the form behind them, and back."""

from core.forms.models import MergedField
from core.services.citizens import CitizenUseCases, PersonsToTell, VisitStep
from pages.kiosk.consulting import persons_of
from pages.kiosk.visit import Visit


def asked_of_acting(persons: PersonsToTell, visit: Visit) -> tuple[MergedField, ...]:
    """Return the entries that name who acts, without what was fetched."""
    return tuple(field for field in persons.entries if not visit.draft.is_locked(str(field.key)))


def begin_persons(service: CitizenUseCases, visit: Visit) -> None:
    """Turn from the guide to who acts, or to what comes after that where it is known."""
    persons = persons_of(service, visit)
    if asked_of_acting(persons, visit):
        name_acting(visit)
    else:
        _pass_acting(persons, visit)


def _pass_acting(persons: PersonsToTell, visit: Visit) -> None:
    """Turn to the roles, or to the form where nobody has several."""
    visit.cursor.naming = False
    if persons.roles:
        visit.go(VisitStep.WHO)
    else:
        begin_form(visit)


def name_acting(visit: Visit) -> None:
    """Turn to the page on which who acts is named."""
    visit.cursor.naming = True
    visit.go(VisitStep.WHO)


def leave_acting(persons: PersonsToTell, visit: Visit, *, forward: bool) -> None:
    """Turn from who acts to what comes after, or back to where the change was asked for."""
    cursor = visit.cursor
    cursor.naming = False
    if cursor.back_to_form:
        cursor.back_to_form = False
        visit.go(VisitStep.FORM)
    elif forward or cursor.back_to_review:
        _pass_acting(persons, visit)
    else:
        visit.go(VisitStep.GUIDE)


def change_persons(visit: Visit) -> None:
    """Turn back from the review to who is who."""
    visit.cursor.back_to_review = True
    visit.go(VisitStep.WHO)


def change_acting(visit: Visit) -> None:
    """Turn from a page of the form to who acts, and come back to it."""
    visit.cursor.back_to_form = True
    name_acting(visit)


def leave_roles(persons: PersonsToTell, visit: Visit) -> None:
    """Turn back from the roles."""
    if visit.cursor.back_to_review:
        visit.cursor.back_to_review = False
        visit.go(VisitStep.REVIEW)
    elif asked_of_acting(persons, visit):
        name_acting(visit)
    else:
        visit.go(VisitStep.GUIDE)


def finish_roles(persons: PersonsToTell, visit: Visit) -> None:
    """Turn to what comes after the roles, as soon as each has a person."""
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
    persons = persons_of(service, visit)
    if persons.roles:
        visit.go(VisitStep.WHO)
    elif asked_of_acting(persons, visit):
        name_acting(visit)
    else:
        visit.go(VisitStep.GUIDE)
