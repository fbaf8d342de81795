"""Tell which matters the next question decides."""

from core.situations.guiding import Situation
from core.themes.plans import ThemePlan


def decided_by(question: str | None, plan: ThemePlan, situation: Situation) -> tuple[str, ...]:
    """Return the undecided matters that some answer to a question decides."""
    before = plan.in_force(situation)
    undecided = [code for code, one in plan.matters.items() if one.truth(before) is None]
    following = plan.forecast.situations_after(situation, question)
    afterwards = [plan.in_force(after) for after in following]
    return tuple(
        code
        for code in undecided
        if any(plan.matters[code].truth(after) is not None for after in afterwards)
    )
