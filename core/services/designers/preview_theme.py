"""Show at once what a theme in the making comes down to for one situation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from core.catalogue.answer_values import possible_answers
from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import check_theme
from core.catalogue.findings import Finding, Severity, error
from core.catalogue.models import Answer, Question, Theme
from core.forms.conflicts import conflicts_in
from core.services.acting import StaffContext
from core.services.theme_documents import theme_of
from core.situations.guiding import Situation
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.dating import DatedSchedule, dated
from core.themes.editing.theme_shares import ThemeShares
from core.themes.guides import Guide, guide_situation
from core.themes.plans import ThemePlan
from core.themes.verifying.spoken_findings import spoken_sentence
from core.working_days import day_of

_MOST_KEPT = 8
"""Previews that are kept, for all drafts at once: what is kept is collected over at each run."""


@dataclass(frozen=True, slots=True)
class ThemePreview:
    """What the applicant would see, and what stands in the way of publishing.

    ``situation`` are the questions and answers it is shown for; ``guide`` is absent
    while matters are still being catalogued. ``plan`` and ``shares`` are the theme worked out,
    for whatever else is told of it. ``gone`` are stored answers that cannot be given any more.
    """

    theme: Theme
    catalogue: Catalogue
    plan: ThemePlan
    shares: ThemeShares
    situation: tuple[tuple[Question, Answer], ...]
    guide: Guide | None
    findings: tuple[Finding, ...]
    gone: tuple[tuple[Question, Answer], ...] = ()
    dates: DatedSchedule | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that block publishing."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    def sentence(self, finding: Finding, locale: str) -> str:
        """Return what is said of a finding: matters and questions are named, not numbered."""
        return spoken_sentence(finding, self.catalogue, locale)


class PreviewTheme:
    """Shows a draft as an applicant would see it."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff
        self._kept = lru_cache(maxsize=_MOST_KEPT)(self._worked_out)
        self._in_any_order = lru_cache(maxsize=_MOST_KEPT)(_Unordered.work_out)

    def preview(
        self,
        session: Principal,
        document: Mapping[str, Any],
        answers: Mapping[str, Any] | None = None,
    ) -> ThemePreview:
        """Return what an applicant would see, with the typical answers or others.

        A page asks at each press: what is the same as before is not worked out again.
        """
        with self._staff.as_permitted(session, UseCase.PREVIEW_THEME) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        asked = _Asked(document, answers, catalogue, written=repr((document, answers)))
        preview = self._kept(asked)
        if preview.guide is None:
            return preview
        today = day_of(self._staff.clock())
        return replace(preview, dates=dated(preview.guide.schedule, self._staff.calendar, today))

    def _worked_out(self, asked: "_Asked") -> ThemePreview:
        theme = theme_of(asked.document)
        given = theme.typical_answers if asked.answers is None else asked.answers
        in_any_order = self._in_any_order(_Unordered.of(theme, asked))
        return preview_theme(theme, asked.catalogue, given, in_any_order)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a preview follows from, known by its values and not by who holds them.

    ``written`` are document and answers: plain data can change after it was asked about.
    """

    document: Mapping[str, Any] = field(compare=False)
    answers: Mapping[str, Any] | None = field(compare=False)
    catalogue: Catalogue = field(hash=False)
    written: str


@dataclass(frozen=True, slots=True)
class InAnyOrder:
    """What follows from a theme, in whichever order its matters stand.

    ``plan`` is that of one order, the plan of any other follows from it.
    """

    plan: ThemePlan
    shares: ThemeShares

    def plan_of(self, theme: Theme) -> ThemePlan:
        """Return the plan of the theme with its matters in the order that it has."""
        return self.plan if theme is self.plan.theme else self.plan.reordered(theme)


@dataclass(frozen=True, slots=True)
class _Unordered:
    """A theme and the library, known by all but the order of the theme's matters."""

    theme: Theme = field(compare=False)
    catalogue: Catalogue = field(hash=False)
    written: str

    @classmethod
    def of(cls, theme: Theme, asked: _Asked) -> "_Unordered":
        included = sorted(map(repr, asked.document.get("matters", ())))
        return cls(theme, asked.catalogue, repr({**asked.document, "matters": included}))

    def work_out(self) -> InAnyOrder:
        theme, catalogue = self.theme, self.catalogue
        return InAnyOrder(ThemePlan(theme, catalogue), ThemeShares(theme, catalogue))


def preview_theme(
    theme: Theme,
    catalogue: Catalogue,
    answers: Mapping[str, Any],
    in_any_order: InAnyOrder | None = None,
) -> ThemePreview:
    """Return the preview for a situation; what is not answered is no, or the first option.

    ``in_any_order`` is what was worked out of the theme for another order of its matters.
    """
    known = in_any_order or InAnyOrder(ThemePlan(theme, catalogue), ThemeShares(theme, catalogue))
    plan = known.plan_of(theme)
    static = [finding for _, finding in check_theme(theme, catalogue)]
    findings = list(dict.fromkeys([*static, *_not_catalogued(plan)]))
    situation = completed_situation(known.plan, answers)
    guide = guide_situation(plan, situation) if plan.ready else None
    if guide:
        findings += conflicts_in(guide.form)
    if guide and guide.schedule.stuck:
        circle = guide.schedule.circle
        findings.append(error("precedence-cycle", theme.code, matters=circle))
    return ThemePreview(
        theme=theme,
        catalogue=catalogue,
        plan=plan,
        shares=known.shares,
        situation=tuple(
            (catalogue.questions[code], situation.known.answers[code])
            for code in situation.asked
            if code in catalogue.questions and code in situation.known.answers
        ),
        guide=guide,
        findings=tuple(findings),
        gone=_gone(catalogue, {**answers, **theme.fixed_answers}),
    )


def _gone(catalogue: Catalogue, stored: Mapping[str, Any]) -> tuple[tuple[Question, Answer], ...]:
    possible = possible_answers(stored, catalogue.questions)
    return tuple(
        (catalogue.questions[code], answer)
        for code, answer in stored.items()
        if code not in possible
    )


def _not_catalogued(plan: ThemePlan) -> list[Finding]:
    return [finding for finding in plan.findings if finding.rule == "not-catalogued"]


_NO = "否"


def completed_situation(plan: ThemePlan, answers: Mapping[str, Any]) -> Situation:
    """Answer what is still open: no, or else the first possible answer.

    In which order a question offers yes and no changes no preview. What is asked now is asked
    whatever else is answered, so all of it is answered at once. A stored answer that a question
    has no more is as if nobody had answered; the findings name it.
    """
    given = possible_answers(answers, plan.catalogue.questions)
    situation = plan.situate(given)
    while not situation.complete:
        known = situation.known.answers
        given |= {code: _usual(plan, code) for code in situation.asked if code not in known}
        situation = plan.situate(given)
    return situation


def _usual(plan: ThemePlan, question: str) -> Answer:
    possible = plan.forecast.answers_to(question)
    return _NO if _NO in possible else next(iter(possible), "?")
