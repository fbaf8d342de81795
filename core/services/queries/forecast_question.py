"""Look ahead: how many questions are left, and which matters the next one decides."""

from core.situations.asking import QuestionForecast
from core.situations.guiding import Situation
from core.situations.observing import Counts, observed_shares
from core.themes.plans import ThemePlan

__all__ = ["QuestionForecast", "decided_by", "forecast_by_answers"]


def forecast_by_answers(plan: ThemePlan, counts: Counts) -> QuestionForecast:
    """Return what lies ahead, by how often which answers were given."""
    return plan.forecast_with(shares=observed_shares(counts))


def decided_by(question: str | None, plan: ThemePlan, situation: Situation) -> tuple[str, ...]:
    """Return the undecided matters that some answer to a question decides."""
    before = plan.in_force(situation)
    undecided = [code for code, matter in plan.matters.items() if matter.truth(before) is None]
    following = plan.forecast.situations_after(situation, question)
    afterwards = [plan.in_force(after) for after in following]
    return tuple(
        code
        for code in undecided
        if any(plan.matters[code].truth(after) is not None for after in afterwards)
    )
