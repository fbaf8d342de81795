"""Answer questions, get one guide (一次咨询引导、一份办事指南)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, Question
from core.ports import Clock
from core.services.citizens.learnt_order import LearntOrders
from core.services.citizens.read_plans import ReadPlan
from core.services.theme_plans import PlannedVersion
from core.situations.asking import QuestionForecast, Remaining
from core.themes.dating import DatedSchedule, dated
from core.themes.guides import Guide, guide_situation
from core.themes.inspecting import Inspection
from core.themes.plans import ThemePlan
from core.themes.who_is_who import allowed_parties
from core.working_days import WorkingCalendar, day_of

__all__ = ["Consult", "Consultation", "Inspection", "consult"]


@dataclass(frozen=True, slots=True)
class Consultation:
    """Where the questioning stands, and what is certain by now.

    ``answered`` are the questions answered so far, in the order in which they were;
    ``question`` is the next one, or nothing when no answer can change the guide any more.
    ``dates`` are those of an application accepted today. ``parties`` are the statements about who
    is who that the answers allow; ``guide`` is that of a form joined accordingly.
    """

    theme_name: str
    question: Question | None
    answered: tuple[tuple[Question, Answer], ...]
    remaining: Remaining
    guide: Guide
    catalogue: Catalogue
    dates: DatedSchedule | None = None
    parties: Mapping[str, str] = field(default_factory=dict)


class Consult:
    """Tells where a consultation stands, in the order of questions that is learnt by now."""

    def __init__(
        self,
        *,
        planned: ReadPlan,
        orders: LearntOrders,
        clock: Clock,
        calendar: WorkingCalendar,
    ) -> None:
        self._planned = planned
        self._orders = orders
        self._clock = clock
        self._calendar = calendar

    def __call__(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        *,
        parties: Mapping[str, str] | None = None,
        later: Collection[str] = (),
    ) -> Consultation:
        """Return the next question and the guide so far; ``parties`` say who is who (law 17).

        Questions of ``later`` are put off until nothing else is certain to be asked.

        Raises:
            InvalidAnswersError: Listing every answer that its question cannot take.
        """
        planned = self._planned(theme, version)
        forecast = self._orders.of(planned)
        allowed = allowed_parties(planned.plan, answers, parties or {})
        joined = planned.joined(answers, allowed)
        consultation = consult(joined, answers, forecast, later=later)
        today = day_of(self._clock())
        dates = dated(consultation.guide.schedule, self._calendar, today)
        return replace(consultation, dates=dates, parties=allowed)


def consult(
    planned: PlannedVersion,
    answers: Mapping[str, Any],
    forecast: QuestionForecast,
    *,
    later: Collection[str] = (),
) -> Consultation:
    """Return the next question, as looked ahead to, and the guide so far.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    plan = planned.plan
    situation = plan.conclude(answers)
    given = [code for code in answers if code in situation.asked and code in situation.given]
    ahead = forecast.ahead(situation)
    following = ahead.question
    if following in later:
        following = forecast.besides(situation, later) or following
    return Consultation(
        theme_name=plan.theme.name,
        question=_question(plan, following),
        answered=tuple(
            (question, situation.known.answers[code])
            for code in given
            if (question := _question(plan, code)) is not None
        ),
        remaining=Remaining(ahead.expected, ahead.longest),
        guide=guide_situation(plan, situation),
        catalogue=plan.catalogue,
    )


def _question(plan: ThemePlan, code: str | None) -> Question | None:
    """Return a question in the words of the theme."""
    return None if code is None else plan.theme.worded(plan.catalogue.question(code))
