"""Ask the kiosk service about the visit as it stands."""

from collections.abc import Mapping
from typing import Any

from core.errors import Problem
from core.forms.models import FieldKey
from core.services.citizens import Consultation, Following, KioskForm, KioskService
from pages.kiosk.visit import Visit


def told_of(
    service: KioskService, here: Visit, answers: Mapping[str, Any] | None = None
) -> Consultation:
    """Return where the questioning stands, or would stand with other answers.

    What was told last stays with the visit: a touch asks before the page is turned, and the
    page asks again.
    """
    given = here.answers if answers is None else answers
    about = tuple(given.items())  # in the order in which they were given
    if here.consulted is None or here.consulted[0] != about:
        here.consulted = about, service.consult(here.theme, here.version, given)
    return here.consulted[1]


def form_of(service: KioskService, here: Visit) -> KioskForm:
    """Return the form and the papers, given what has been filled in and fetched so far."""
    return service.form(
        here.theme, here.version, here.answers, here.values,
        on_paper=here.on_paper, instead=here.instead, guide=told_of(service, here).guide,
    )  # fmt: skip


def follows_of(service: KioskService, here: Visit) -> Following:
    """Return what follows from what has been filled in.

    What an answer says now takes the place of what was filled in before it was given.
    """
    guide = told_of(service, here).guide
    follows = service.follows(here.theme, here.version, here.answers, here.values, guide=guide)
    for place, one in follows.certain.items():
        if one.question:
            here.values.pop(place, None)
    return follows


def problems_of(
    service: KioskService, here: Visit, only: frozenset[FieldKey] | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong with the whole form, or with some fields."""
    guide = told_of(service, here).guide
    return service.problems(
        here.theme, here.version, here.answers, here.values, only=only, guide=guide
    )
