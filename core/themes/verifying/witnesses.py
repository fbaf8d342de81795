"""Answers that show a finding: read from an example, and replayed as the kiosk would."""

from collections.abc import Iterable, Mapping

from core.catalogue.models import Answer
from core.situations.engines.formulas import Example, Formula
from core.situations.engines.situation_formulas import SituationFormulas
from core.themes.plans import ThemePlan

Witness = Mapping[str, Answer]
"""An answer to every question that is asked."""


class FalseWitnessError(Exception):
    """The proof and the kiosk read a situation differently: a fault of this program."""


def replayed(
    example: Example, situations: SituationFormulas, items: Iterable[Formula], plan: ThemePlan
) -> Witness:
    """Return the answers of an example, once the kiosk's own reading agrees with it.

    Raises:
        FalseWitnessError: If the answers are not complete, or if something is in force in one
            of the two readings only. Whoever reads the finding must be able to see it happen.
    """
    answers = situations.answers_given(example)
    situation = plan.situate(answers)
    if not situation.complete or set(situation.asked) != set(answers):
        raise FalseWitnessError(f"{plan.theme.code}: other questions are asked after {answers}")
    in_force = plan.in_force(situation)
    for place, formula in enumerate(items):
        if bool(in_force.truth(place)) != example[formula]:
            raise FalseWitnessError(f"{plan.theme.code}: {plan.items[place].ref} after {answers}")
    return answers
