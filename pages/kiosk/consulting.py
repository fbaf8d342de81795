"""Ask the kiosk service about the visit as it stands."""

from core.errors import Problem
from core.forms.models import FieldKey
from core.services.kiosk import Consultation, Following, KioskForm, KioskService
from pages.kiosk.visit import Visit


def told_of(service: KioskService, here: Visit) -> Consultation:
    """Return where the questioning stands."""
    return service.consult(here.theme, here.version, here.answers)


def form_of(service: KioskService, here: Visit) -> KioskForm:
    """Return the form and the papers, given what has been filled in and fetched so far."""
    return service.form(
        here.theme, here.version, here.answers, here.values,
        on_paper=here.on_paper, instead=here.instead,
    )  # fmt: skip


def follows_of(service: KioskService, here: Visit) -> Following:
    """Return what follows from what has been filled in."""
    return service.follows(here.theme, here.version, here.answers, here.values)


def problems_of(
    service: KioskService, here: Visit, only: frozenset[FieldKey] | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong with the whole form, or with some fields."""
    return service.problems(here.theme, here.version, here.answers, here.values, only=only)
