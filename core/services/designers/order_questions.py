"""Compare the author's order of questions with the one that asks the fewest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.catalogue.answer_values import possible_answers
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, Asking, AskingOrder, Question, Theme
from core.ports import Draft
from core.services.acting import StaffContext
from core.services.theme_documents import document_of, theme_of
from core.services.theme_versions import earlier_themes
from core.situations.asking import QuestionForecast
from core.situations.observing import Counts, observed_shares
from core.staff.models import Principal
from core.staff.use_cases import UseCase
from core.themes.editing.questions import arrange_questions
from core.themes.plans import ThemePlan

__all__ = ["AskingOrder", "AskingWay", "OrderQuestions", "Orders"]


@dataclass(frozen=True, slots=True)
class AskingWay:
    """One way of asking: how many questions to expect, and who is asked what.

    ``asked`` are the questions in the order in which somebody with the typical answers meets
    them; ``exact`` says that no way of asking needs fewer.
    """

    expected: float
    longest: int
    exact: bool
    asked: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Orders:
    """Both ways of asking, and how many questions there are if none is left out.

    ``observed`` is how many answers the shares were learnt from.
    """

    ways: dict[AskingOrder, AskingWay]
    every: float | None
    chosen: AskingOrder
    together: tuple[tuple[str, ...], ...]
    questions: dict[str, Question]
    observed: int


class OrderQuestions:
    """Compares ways of asking, and changes the one of a theme."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def orders(self, session: Principal, draft: Draft) -> Orders:
        """Return both ways of asking a draft's questions, by what people have answered."""
        with self._staff.as_permitted(session, UseCase.COMPARE_ORDERS) as (stores, _):
            catalogue = stores.catalogue.read().catalogue
            counts = stores.answers.counts(draft.code)
        return _orders_of(theme_of(draft.document), catalogue, counts)

    def ask(
        self,
        session: Principal,
        document: Mapping[str, Any],
        order: AskingOrder,
        together: Sequence[Sequence[str]],
    ) -> dict[str, Any]:
        """Return the theme with another way of asking its questions."""
        self._staff.expect(session, UseCase.CHANGE_ORDER)
        return document_of(_with_asking(theme_of(document), order, together))

    def arrange_questions(
        self, session: Principal, document: Mapping[str, Any], codes: Sequence[str]
    ) -> dict[str, Any]:
        """Return the theme with exactly these questions, in this order.

        One that comes back brings what it had, at the latest step of the draft or in a version.
        """
        with self._staff.as_permitted(session, UseCase.ARRANGE_QUESTIONS) as (stores, _):
            theme = theme_of(document)
            returning = set(codes) - {question.question for question in theme.questions}
            steps = stores.steps.documents(theme.code) if returning else ()
            known = earlier_themes(stores, theme.code) if returning else ()
        earlier = (*map(theme_of, steps), *known)
        return document_of(arrange_questions(codes, earlier)(theme))


def _orders_of(theme: Theme, catalogue: Catalogue, counts: Counts) -> Orders:
    """Return both ways of asking a theme's questions."""
    plan = ThemePlan(theme, catalogue)
    shares = observed_shares(counts)
    forecasts = {order: plan.forecast_with(order=order, shares=shares) for order in AskingOrder}
    every = forecasts[AskingOrder.FEWEST].expected_if_all_were_asked()
    return Orders(
        ways={order: _way(plan, forecast) for order, forecast in forecasts.items()},
        every=every,
        chosen=theme.asking.order,
        together=theme.asking.together,
        questions={code: plan.catalogue.question(code) for code in plan.questions.order},
        observed=max((sum(answers.values()) for answers in counts.values()), default=0),
    )


def _way(plan: ThemePlan, forecast: QuestionForecast) -> AskingWay:
    ahead = forecast.ahead(plan.situate({}))
    return AskingWay(ahead.expected, ahead.longest, ahead.exact, tuple(_walk(plan, forecast)))


def _walk(plan: ThemePlan, forecast: QuestionForecast) -> Sequence[Question]:
    """Return whom somebody with the typical answers is asked; else the first that differs."""
    usual = possible_answers(plan.theme.typical_answers, plan.catalogue.questions)
    answers: dict[str, Answer] = {}
    asked: list[Question] = []
    while (code := forecast.ahead(plan.situate(answers)).question) is not None:
        asked.append(plan.catalogue.question(code))
        possible = forecast.answers_to(code)
        typical = usual.get(code)
        answers[code] = typical if typical is not None else possible[0] if possible else "?"
    return asked


def _with_asking(theme: Theme, order: AskingOrder, together: Sequence[Sequence[str]]) -> Theme:
    """Return the theme with another way of asking; a group of one pins nothing."""
    groups = tuple(tuple(group) for group in together if len(group) > 1)
    return theme.model_copy(update={"asking": Asking(order=order, together=groups)})
