"""In how many of a theme's situations a matter applies."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.catalogue.models import Answer
from core.situations.engines.limits import GaveUpError
from core.themes.comparing.joint_situations import JointSituations
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class MatterReach:
    """A theme with a matter: where it applies out of all situations, and one of those.

    Both counts are missing where counting is out of reach.
    """

    theme: str
    name: str
    applies: int | None
    situations: int | None
    witness: Mapping[str, Answer] | None


def reach_of(plan: ThemePlan, matter: str) -> MatterReach:
    """Return in how many situations of a theme a matter applies."""
    theme = plan.theme
    try:
        joint = JointSituations([plan])
        applies = joint.one_of(0, plan.matters[matter].conditions)
        return MatterReach(
            theme.code,
            theme.name,
            joint.count(applies),
            joint.number,
            joint.example(applies),
        )
    except (GaveUpError, RecursionError):
        return MatterReach(theme.code, theme.name, None, None, None)
