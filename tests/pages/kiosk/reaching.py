"""Go on from where a visit came once, instead of walking there for every test.

A walk to the receipt draws some thirty pages. What a person gave lies in the visit and in the
stores of the kiosk, never in a widget (:mod:`pages.shared.state`): put back, the next drawing
shows the page as it was.
"""

from collections.abc import Callable, Hashable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from threading import Lock, RLock
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.services.citizens import KioskForm
from pages.kiosk.visit import Visit
from tests.fakes import FakeKiosk
from tests.pages.kiosk.screens import VISIT, Screen

HAIR_SALON = "T02"


@dataclass(frozen=True)
class _Reached:
    catalogue: Catalogue  # held, so that no other has its identity
    session: dict[str, Any]
    stores: dict[str, dict[str, Any]]


_REACHED: dict[tuple[Hashable, ...], _Reached] = {}


def reach(kiosk: FakeKiosk, screen: Screen, place: Hashable, walk: Callable[[], object]) -> None:
    """Bring a screen to a place: by the walk, unless the same kiosk and visit was there before.

    Args:
        kiosk: What the screen shows.
        screen: Where nobody has done anything but choosing how it speaks and looks.
        place: What names the walk, with all that differs between one and another.
        walk: Goes there by touch.
    """
    visit = screen.visit
    looks = (visit.locale, visit.care, visit.low, visit.address)
    catalogue, *beside = kiosk.made_of
    key = (place, looks, id(catalogue), *map(type, beside))
    if key not in _REACHED:
        walk()
        _REACHED[key] = _Reached(catalogue, _copied(screen), kiosk.kept())
        return
    reached = _REACHED[key]
    kiosk.keep(reached.stores)
    screen.app.session_state[VISIT] = _copy_of(reached.session[VISIT])
    for name, value in reached.session.items():
        if name != VISIT:
            screen.app.session_state[name] = value
    screen.app.run()
    assert not screen.app.exception


def to_form(screen: Screen, answers: Mapping[str, Any], theme: str = HAIR_SALON) -> None:
    """Walk to where the form begins, or whatever stands before it."""
    screen.choose(theme)
    screen.answer_all(answers)
    screen.go_on()


def to_page_of(
    screen: Screen,
    answers: Mapping[str, Any],
    form: KioskForm,
    values: Mapping[str, Any],
    place: str,
) -> None:
    """Walk to the page of the form with a field, everything before it filled in."""
    to_form(screen, answers)
    places = [{str(field.key) for field in page.fields} for page in form.pages]
    while place not in places[screen.visit.cursor.page]:
        screen.fill_page(form, values)
        screen.go_on()


def _copied(screen: Screen) -> dict[str, Any]:
    session = {VISIT: _copy_of(screen.visit)}
    begun = screen.app.session_state.get("begun")
    return session | ({"begun": begun} if begun else {})


def _copy_of(visit: Visit) -> Visit:
    """Copy a visit; a draft never changes, and a lock is nobody else's."""
    same = {id(part): part for part in (visit.draft, visit.consulted, visit.taken.draft)}
    locks = {id(lock): Lock() for lock in (visit.turn, visit._changing)}
    return deepcopy(visit, {**same, **locks, id(visit.cursor._moving): RLock()})
