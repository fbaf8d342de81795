"""Tell which question comes next, and which matters it decides."""

from core.situations.guiding import Situation
from core.themes.plans import ThemePlan


def decided_by_next(plan: ThemePlan, situation: Situation) -> tuple[str, ...]:
    """Return the undecided matters that some answer to the next question decides.

    The next question is the one to be asked (:meth:`QuestionForecast.ahead`).
    """
    question = plan.forecast.ahead(situation).question
    before = plan.in_force(situation)
    undecided = [code for code, one in plan.matters.items() if one.truth(before) is None]
    following = plan.forecast.situations_after(situation, question)
    afterwards = [plan.in_force(after) for after in following]
    return tuple(
        code
        for code in undecided
        if any(plan.matters[code].truth(after) is not None for after in afterwards)
    )
