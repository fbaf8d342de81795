"""Look whether the saved situations of a draft still come down to what was accepted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, SavedSituation, SituationOutcome
from core.errors import SituationsDifferError
from core.i18n import DEFAULT_LOCALE, listed
from core.ports import Draft
from core.services.acting import StaffContext
from core.services.theme_documents import theme_of
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.exchanging.situation_files import situations_file, situations_in
from core.themes.plans import ThemePlan
from core.themes.saved_situations import (
    COUNTED_PARTS,
    LISTED_PARTS,
    OUTCOME_PARTS,
    SituationCheck,
    asked_in,
    check_situations,
    code_in_words,
    outcome_of,
    possible_codes,
)

__all__ = [
    "COUNTED_PARTS",
    "LISTED_PARTS",
    "OUTCOME_PARTS",
    "CheckSituations",
    "CheckedSituations",
    "SituationCheck",
    "expect_situations_hold",
    "situations_file",
    "situations_in",
]


@dataclass(frozen=True, slots=True)
class CheckedSituations:
    """The saved situations of a theme, each with what differs in it."""

    checks: tuple[SituationCheck, ...]
    catalogue: Catalogue
    plan: ThemePlan

    @property
    def differing(self) -> tuple[SituationCheck, ...]:
        """Return those that are not as they were accepted."""
        return tuple(check for check in self.checks if not check.holds)

    def possible(self, part: str) -> tuple[str, ...]:
        """Return the codes that a part of an outcome can have, in this theme as it is."""
        return possible_codes(self.plan, part)

    def named(self, part: str) -> Callable[[str], str]:
        """Return what says in words what a code of a part is called."""
        return partial(code_in_words, self.catalogue, part)


class CheckSituations:
    """Checks the saved situations of drafts, and foresees what a new one would keep."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def situations(self, session: Principal, draft: Draft) -> CheckedSituations:
        """Return every saved situation of a draft, checked against the library as it is."""
        with self._staff.as_permitted(session, UseCase.CHECK_SITUATIONS) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        return checked(ThemePlan(theme_of(draft.document), catalogue))

    def outcome(
        self,
        session: Principal,
        draft: Draft,
        answers: Mapping[str, Any],
        parties: Mapping[str, str] | None = None,
    ) -> tuple[dict[str, Answer], SituationOutcome]:
        """Return what of some answers is asked in a draft, and what they come down to.

        Raises:
            InvalidAnswersError, InvalidPartiesError: If something in them cannot be taken.
        """
        with self._staff.as_permitted(session, UseCase.FORESEE_OUTCOME) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        plan = ThemePlan(theme_of(draft.document), catalogue)
        asked, _ = asked_in(plan, answers)
        situation = SavedSituation(name="-", answers=asked, parties=dict(parties or {}))
        return asked, outcome_of(plan, situation)


def checked(plan: ThemePlan) -> CheckedSituations:
    """Return the saved situations of a theme, each with what differs in it."""
    return CheckedSituations(check_situations(plan), plan.catalogue, plan)


def expect_situations_hold(plan: ThemePlan, locale: str = DEFAULT_LOCALE) -> None:
    """Refuse a theme in which a saved situation is not as it was accepted.

    Raises:
        SituationsDifferError: Naming each, with what differs.
    """
    found = checked(plan)
    if found.differing:
        differences = (_check_sentence(check, found.catalogue, locale) for check in found.differing)
        raise SituationsDifferError(
            code=plan.theme.code, count=len(found.differing), names=" · ".join(differences)
        )


def _check_sentence(check: SituationCheck, catalogue: Catalogue, locale: str) -> str:
    return f"“{check.situation.name}”{listed(check.differences_said(catalogue, locale), locale)}"
