"""Compare the author's order of questions with the one that asks the fewest."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, Asking, AskingOrder, Question, Theme
from core.situations.asking import QuestionForecast
from core.situations.observing import Counts, observed_shares
from core.themes.plans import ThemePlan

__all__ = ["AskingOrder", "Orders", "Way", "orders_of", "with_asking"]


@dataclass(frozen=True, slots=True)
class Way:
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

    ways: dict[AskingOrder, Way]
    every: float | None
    chosen: AskingOrder
    together: tuple[tuple[str, ...], ...]
    questions: dict[str, Question]
    observed: int


def orders_of(theme: Theme, catalogue: Catalogue, counts: Counts) -> Orders:
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


def _way(plan: ThemePlan, forecast: QuestionForecast) -> Way:
    ahead = forecast.ahead(plan.situate({}))
    return Way(ahead.expected, ahead.longest, ahead.exact, tuple(_walk(plan, forecast)))


def _walk(plan: ThemePlan, forecast: QuestionForecast) -> Sequence[Question]:
    """Return whom somebody with the typical answers is asked; else the first that differs."""
    answers: dict[str, Answer] = {}
    asked: list[Question] = []
    while (code := forecast.ahead(plan.situate(answers)).question) is not None:
        asked.append(plan.catalogue.question(code))
        possible = forecast.answers_to(code)
        typical = plan.theme.typical_answers.get(code)
        answers[code] = typical if typical is not None else possible[0] if possible else "?"
    return asked


def with_asking(theme: Theme, order: AskingOrder, together: Sequence[Sequence[str]]) -> Theme:
    """Return the theme with another way of asking; a group of one pins nothing."""
    groups = tuple(tuple(group) for group in together if len(group) > 1)
    return theme.model_copy(update={"asking": Asking(order=order, together=groups)})
