"""Answer a draft's own questions as an applicant would, and see what comes of it so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, Question
from core.errors import ProblemsError
from core.ports import Draft
from core.services.acting import StaffContext
from core.services.designers.preview_theme import PreviewTheme, ThemePreview
from core.services.theme_documents import theme_of
from core.situations.asking import Remaining
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.dating import dated
from core.themes.editing.theme_shares import ThemeShares
from core.themes.fetching import FetchedLicence, fetched_licences
from core.themes.form_table import FormRow, OfficeEntry, form_table
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import PersonRole, allowed_parties, guide_persons, join_plan
from core.working_days import day_of

__all__ = ["FetchedLicence", "FormRow", "OfficeEntry", "PersonRole", "Rehearsal", "RehearseTheme"]

_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Where the questioning of a draft stands, and what is certain by now.

    ``question`` is the next one, nothing when no answer can change anything any more. ``answers``
    are those that count, ``left_out`` the questions whose answers cannot be taken. ``persons`` are
    the roles that somebody may hold at once with others, ``parties`` who is said to be who,
    ``fetching`` the licences that are looked up, with what becomes of each.
    """

    answered: tuple[tuple[Question, Answer], ...]
    question: Question | None
    remaining: Remaining
    answers: Mapping[str, Answer]
    left_out: tuple[str, ...]
    persons: tuple[PersonRole, ...]
    parties: Mapping[str, str]
    preview: ThemePreview
    table: tuple[FormRow, ...]
    fetching: tuple[FetchedLicence, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Say whether there is anything to show: every matter is catalogued."""
        return self.preview.guide is not None


class RehearseTheme(PreviewTheme):
    """Previews drafts and plays the kiosk with them; plans of the latest are kept."""

    def __init__(self, staff: StaffContext) -> None:
        super().__init__(staff)
        self._plans = lru_cache(maxsize=_MOST_KEPT)(_DraftPlan.plan)

    def rehearse(
        self,
        session: Principal,
        draft: Draft,
        answers: Mapping[str, Any],
        parties: Mapping[str, str] | None = None,
    ) -> Rehearsal:
        """Return where the questioning stands; answers that cannot be taken are left out."""
        with self._staff.as_permitted(session, UseCase.REHEARSE_THEME) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        plan = self._plans(_DraftPlan(draft.document, catalogue, repr(draft.document)))
        rehearsal = _rehearse(plan, answers, parties or {})
        preview = rehearsal.preview
        if preview.guide is None:
            return rehearsal
        today = day_of(self._staff.clock())
        dates = dated(preview.guide.schedule, self._staff.calendar, today)
        return replace(rehearsal, preview=replace(preview, dates=dates))


@dataclass(frozen=True, slots=True)
class _DraftPlan:
    """A draft with the library, known by its values; plain data can change after it was asked."""

    document: Mapping[str, Any] = field(compare=False)
    catalogue: Catalogue = field(hash=False)
    written: str

    def plan(self) -> ThemePlan:
        return ThemePlan(theme_of(self.document), self.catalogue)


def _rehearse(plan: ThemePlan, answers: Mapping[str, Any], parties: Mapping[str, str]) -> Rehearsal:
    taken, left_out = _takeable(plan, answers)
    situation = plan.conclude(taken)
    given = {code: situation.given[code] for code in taken if code in situation.given}
    ahead = plan.forecast.ahead(situation)
    following = _worded_questions(plan, [ahead.question] if ahead.question else [])
    preview = ThemePreview(
        theme=plan.theme,
        catalogue=plan.catalogue,
        plan=plan,
        shares=ThemeShares(plan.theme, plan.catalogue),
        situation=tuple(zip(_worded_questions(plan, given), given.values(), strict=True)),
        guide=None,
        findings=plan.findings,
    )
    rehearsal = Rehearsal(
        answered=preview.situation,
        question=next(iter(following), None),
        remaining=Remaining(ahead.expected, ahead.longest),
        answers=given,
        left_out=left_out,
        persons=(),
        parties={},
        preview=preview,
        table=(),
    )
    return _with_form(rehearsal, plan, parties) if plan.ready else rehearsal


def _with_form(rehearsal: Rehearsal, plan: ThemePlan, parties: Mapping[str, str]) -> Rehearsal:
    """Return a rehearsal with the guide, who may be who, and the form beside those it merges."""
    answers = rehearsal.answers
    allowed = allowed_parties(plan, answers, parties)
    _, persons = guide_persons(plan, answers, allowed)
    joined = join_plan(plan, answers, allowed)
    guide = concluded_guide(joined, answers)
    return replace(
        rehearsal,
        persons=tuple(person for person in persons if person.may_be),
        parties=allowed,
        preview=replace(rehearsal.preview, plan=joined, guide=guide),
        table=form_table(guide),
        fetching=fetched_licences(joined, guide),
    )


def _takeable(
    plan: ThemePlan, answers: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the answers that their questions can take, and the questions of all others."""
    known = {code: answer for code, answer in answers.items() if code in plan.questions.order}
    try:
        plan.situate(known)
    except ProblemsError as refused:
        bad = {problem.place for problem in refused.problems}
        kept = {code: answer for code, answer in known.items() if code not in bad}
        return kept, tuple(code for code in answers if code not in kept)
    return known, tuple(code for code in answers if code not in known)


def _worded_questions(plan: ThemePlan, codes: Iterable[str]) -> list[Question]:
    """Return questions in the words of the theme."""
    return [plan.theme.worded(plan.catalogue.question(code)) for code in codes]
