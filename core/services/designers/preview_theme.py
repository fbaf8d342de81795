"""Show at once what a theme in the making comes down to for one situation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import check_theme
from core.catalogue.findings import Finding, Severity, error
from core.catalogue.models import Answer, Question, Theme
from core.forms.conflicts import conflicts_in
from core.services.acting import StaffContext
from core.services.theme_documents import theme_of
from core.situations.guiding import Situation
from core.staff.models import Principal
from core.staff.permissions import UseCase
from core.themes.dating import DatedSchedule, dated
from core.themes.guides import Guide, guide_situation
from core.themes.plans import ThemePlan
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class ThemePreview:
    """What the applicant would see, and what stands in the way of publishing.

    ``situation`` are the questions and answers it is shown for; ``guide`` is absent
    while matters are still being catalogued.
    """

    theme: Theme
    catalogue: Catalogue
    situation: tuple[tuple[Question, Answer], ...]
    guide: Guide | None
    findings: tuple[Finding, ...]
    dates: DatedSchedule | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that block publishing."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


class PreviewTheme:
    """Shows a draft as an applicant would see it."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def preview(
        self,
        session: Principal,
        document: Mapping[str, Any],
        answers: Mapping[str, Any] | None = None,
    ) -> ThemePreview:
        """Return what an applicant would see, with the typical answers or others."""
        with self._staff.as_permitted(session, UseCase.PREVIEW_THEME) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
        theme = theme_of(document)
        given = theme.typical_answers if answers is None else answers
        preview = preview_theme(theme, catalogue, given)
        if preview.guide is None:
            return preview
        today = day_of(self._staff.clock())
        return replace(preview, dates=dated(preview.guide.schedule, self._staff.calendar, today))


def preview_theme(theme: Theme, catalogue: Catalogue, answers: Mapping[str, Any]) -> ThemePreview:
    """Return the preview for a situation; what is not answered is no, or the first option."""
    plan = ThemePlan(theme, catalogue)
    static = [finding for _, finding in check_theme(theme, catalogue)]
    findings = list(dict.fromkeys([*static, *_not_catalogued(plan)]))
    situation = completed_situation(plan, answers)
    guide = guide_situation(plan, situation) if plan.ready else None
    if guide:
        findings += conflicts_in(guide.form)
    if guide and guide.schedule.stuck:
        circle = guide.schedule.circle
        findings.append(error("precedence-cycle", theme.code, matters=circle))
    return ThemePreview(
        theme=theme,
        catalogue=catalogue,
        situation=tuple(
            (catalogue.questions[code], situation.known.answers[code])
            for code in situation.asked
            if code in catalogue.questions and code in situation.known.answers
        ),
        guide=guide,
        findings=tuple(findings),
    )


def _not_catalogued(plan: ThemePlan) -> list[Finding]:
    return [finding for finding in plan.findings if finding.rule == "not-catalogued"]


_NO = "否"


def completed_situation(plan: ThemePlan, answers: Mapping[str, Any]) -> Situation:
    """Answer what is still open, question by question: no, or else the first possible answer.

    In which order a question offers yes and no changes no preview.
    """
    given = dict(answers)
    situation = plan.situate(given)
    while situation.next_question is not None:
        possible = plan.forecast.answers_to(situation.next_question)
        given[situation.next_question] = _NO if _NO in possible else next(iter(possible), "?")
        situation = plan.situate(given)
    return situation
