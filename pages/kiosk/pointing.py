"""What of a page of the kiosk is about to be touched, as selectors of styles."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.services.citizens import CitizenUseCases
from core.services.trainers import PresentedNow, StopDesk, Touch, TouchKind
from pages.kiosk.consulting import told_of
from pages.kiosk.dialogs.identifying import name_key, number_key
from pages.kiosk.visit import Visit
from pages.shared.presenter import class_of

_WAYS = {"later": "way.later", "template": "way.template"}
_MOST_OUTLINED = 12


@dataclass(frozen=True, slots=True)
class _Page:
    service: CitizenUseCases
    visit: Visit


def outlined(shown: PresentedNow, service: CitizenUseCases, visit: Visit) -> tuple[str, ...]:
    """Return what of the page is about to be touched, the first to look at first."""
    stop = shown.stop
    if stop.desk is not StopDesk.KIOSK or stop.is_of_case or shown.position.is_taken_over:
        return ()
    page = _Page(service, visit)
    found = (selector for touch in stop.touches for selector in _SELECTORS[touch.kind](touch, page))
    return tuple(dict.fromkeys(found))[:_MOST_OUTLINED]


def _theme(touch: Touch, _page: _Page) -> Iterator[str]:
    yield class_of(f"theme.{touch.place}")


def _answer(touch: Touch, page: _Page) -> Iterator[str]:
    """Yield the option to touch, or the field in which an answer is given."""
    question = told_of(page.service, page.visit).question
    options = question.options if question is not None and question.id == touch.place else ()
    is_option = touch.value in options if isinstance(touch.value, str | bool) else False
    key = f"option.{touch.place}.{options.index(touch.value)}" if is_option else ""
    yield class_of(key or f"answer.{touch.place}")


def _consent(touch: Touch, _page: _Page) -> Iterator[str]:
    """Yield what is agreed to: a licence of a holder (``licence@subject``), or a notice."""
    if "@" in touch.place:
        yield class_of(f"consent.{touch.place}")
    yield class_of(f"card_{touch.place.replace(':', '_')}")


def _role(touch: Touch, _page: _Page) -> Iterator[str]:
    holder = "another" if touch.value == touch.place else touch.value
    yield class_of(f"who.{touch.place}.{holder}")


def _entry(touch: Touch, _page: _Page) -> Iterator[str]:
    """Yield what an entry stands in: on the form, of each member, or where who acts is named."""
    for key in (f"field.{touch.place}", name_key(touch.place), number_key(touch.place)):
        name = class_of(f"ok_{key}")[1:]
        yield f':is([class$="{name}"],[class*="{name} "],[class*="{name}-"])'


def _paper(touch: Touch, _page: _Page) -> Iterator[str]:
    way = _WAYS.get(str(touch.value), "")
    files = class_of(f"files.{touch.place}")[1:]
    yield class_of(way) if way else f'[class*="{files}"]:not([class*="unseen"])'


def _signature(_touch: Touch, _page: _Page) -> Iterator[str]:
    yield class_of("signature")


def _button(touch: Touch, _page: _Page) -> Iterator[str]:
    yield class_of("other" if touch.place == "other" else "main")


def _nothing(_touch: Touch, _page: _Page) -> Iterator[str]:
    yield from ()


_SELECTORS: dict[TouchKind, Callable[[Touch, _Page], Iterator[str]]] = {
    TouchKind.THEME: _theme,
    TouchKind.ANSWER: _answer,
    TouchKind.CONSENT: _consent,
    TouchKind.ROLE: _role,
    TouchKind.ENTRY: _entry,
    TouchKind.PAPER: _paper,
    TouchKind.SIGNATURE: _signature,
    TouchKind.BUTTON: _button,
    TouchKind.STEP: _nothing,
}
