"""The rounds of a theme as every use case reads them, and the gate before publishing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.ports import Stores
from core.services.access_log import members_by_name
from core.services.setting_aside import sound_drafts, unless_spoilt
from core.services.theme_versions import latest_version
from core.staff.models import StaffMember
from core.themes.confirming.asking import expect_publishable
from core.themes.confirming.comparing import ComparedCell, RoundComparison
from core.themes.confirming.concerning import concerned_elements, to_be_asked, with_findings
from core.themes.confirming.folding import latest_round, rounds_of
from core.themes.confirming.models import (
    AGREED,
    OWED,
    Answer,
    AnswerKind,
    CaseFinding,
    Cell,
    CellState,
    Element,
    FindingKind,
    Phase,
    Round,
    RoundAction,
    RoundEvent,
    cells_of,
)
from core.themes.confirming.words import ElementWords, element_words
from core.themes.proposing.observed import ObservedMatter
from core.themes.publishing import checksum_of, snapshot_of
from core.working_days import WorkingCalendar

__all__ = [
    "AGREED",
    "OWED",
    "Answer",
    "AnswerKind",
    "Cell",
    "CellState",
    "ComparedCell",
    "Element",
    "ElementWords",
    "Phase",
    "Round",
    "RoundAction",
    "RoundComparison",
    "RoundEvent",
    "RoundSummary",
    "RoundView",
    "cells_of",
]


Findings = Mapping[str, tuple[CaseFinding, ...]]
"""What cases say about matters, by code."""
NO_FINDINGS: Findings = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A theme with its newest round, as a list shows it."""

    code: str
    name: str
    round: Round


@dataclass(frozen=True)
class RoundView:
    """The newest round of a theme with everything that a page says about it."""

    code: str
    name: str
    round: Round
    words: Mapping[str, ElementWords]
    departments: Mapping[str, str]
    members: Mapping[str, StaffMember]
    today: date
    days_left: int
    is_current: bool
    """Whether the draft and the library are still what was frozen."""
    newest: int
    """The number of the newest round of the theme."""

    @property
    def is_newest(self) -> bool:
        """Say whether it is the one that goes on; older ones are only read."""
        return self.round.number == self.newest


def current_round(stores: Stores, code: str, *, to_change: bool = False) -> Round | None:
    """Return the newest round of a theme; nobody adds to it meanwhile, if so asked."""
    return latest_round(stores.rounds.events(code, to_change=to_change))


def observed_in_rounds(stores: Stores) -> tuple[ObservedMatter, ...]:
    """Return the matters that rounds which stand found to be decided sooner than promised."""
    rounds = (
        unless_spoilt(partial(current_round, stores, code)) for code in stores.rounds.themes()
    )
    return tuple(
        ObservedMatter(element.place, reason.params["cases"], reason.params["days"])
        for held_round in rounds
        if held_round is not None and held_round.phase is not Phase.WITHDRAWN
        for element in held_round.elements
        for reason in element.reasons
        if reason.kind is FindingKind.SOONER
    )


def round_of(stores: Stores, code: str, number: int) -> Round | None:
    """Return a round of a theme by its number; with none, the newest."""
    found = rounds_of(stores.rounds.events(code))
    wanted = number or len(found)
    return found[wanted - 1] if 0 < wanted <= len(found) else None


def department_names(stores: Stores) -> dict[str, str]:
    """Return what every department is called, by code."""
    departments = stores.catalogue.read().catalogue.departments
    return {code: department.name for code, department in departments.items()}


def theme_name(stores: Stores, code: str) -> str:
    """Return what a theme is called: in its draft, or else as it is published."""
    known = sound_drafts(stores).get(code)
    if known is not None:
        return known[1].name
    version = latest_version(stores, code)
    return version.theme.name if version else code


def asked_elements(
    stores: Stores,
    theme: Theme,
    catalogue: Catalogue,
    *,
    everything: bool = False,
    findings: Findings = NO_FINDINGS,
) -> tuple[Element, ...]:
    """Return what departments have to agree to before a draft is published.

    What cases say about a matter is asked about as well, whether the draft changes it or not.
    """
    version = latest_version(stores, theme.code)
    published = (version.theme, version.catalogue) if version else None
    found = with_findings(concerned_elements(theme, catalogue, published), findings)
    return to_be_asked(found, everything=everything)


def view_of(
    stores: Stores,
    code: str,
    found: Round,
    *,
    locale: str,
    today: date,
    calendar: WorkingCalendar,
) -> RoundView:
    """Return a round with all that is said about it."""
    catalogue = stores.catalogue.read().catalogue
    words = {element.key: element_words(element, catalogue, locale) for element in found.elements}
    return RoundView(
        code=code,
        name=theme_name(stores, code),
        round=found,
        words=words,
        departments=department_names(stores),
        members=members_by_name(stores),
        today=today,
        days_left=calendar.between(today, found.deadline),
        is_current=_is_current(stores, code, found),
        newest=len(rounds_of(stores.rounds.events(code))),
    )


def _is_current(stores: Stores, code: str, found: Round) -> bool:
    draft, catalogue = sound_drafts(stores).get(code), stores.catalogue.read().catalogue
    return draft is not None and theme_checksum(draft[1], catalogue) == found.checksum


def theme_checksum(theme: Theme, catalogue: Catalogue) -> str:
    """Return what a round is about: the theme with everything of the library that it uses."""
    return checksum_of(snapshot_of(theme, catalogue))


def audited_day(stores: Stores, code: str, today: date) -> date:
    """Return the day that the audit of an unpublished round set, today if that is over."""
    found = current_round(stores, code)
    if found is None or found.phase is not Phase.PASSED:
        return today
    return max(found.effective_on or today, today)


def expect_confirmed(stores: Stores, theme: Theme, *, is_required: bool) -> None:
    """Refuse to publish what departments have not agreed to.

    Where rounds are required, they are for a draft that changes something of a department.

    Raises:
        RoundRefusedError: If it may not be published.
    """
    catalogue = stores.catalogue.read().catalogue
    needed = is_required and bool(asked_elements(stores, theme, catalogue))
    found = current_round(stores, theme.code, to_change=True)
    checksum, names = theme_checksum(theme, catalogue), department_names(stores)
    expect_publishable(found, checksum, is_required=needed, names=names)


def close_round(stores: Stores, code: str, version: int, *, at: datetime, by: str) -> None:
    """Write down that a round has come to a version, if there was one."""
    found = current_round(stores, code, to_change=True)
    if found is not None and found.phase is Phase.PASSED:
        details: dict[str, Any] = {"version": version}
        stores.rounds.append(code, RoundAction.PUBLISHED, details, at=at, by=by)
