"""One condition alone, by the same terms as all conditions of a theme together."""

from functools import lru_cache

from core.catalogue.models import Condition
from core.situations.conditions import Knowledge, Truth
from core.situations.engines.compiling import CompiledConditions


@lru_cache(maxsize=4_096)
def _alone(condition: Condition) -> CompiledConditions:
    return CompiledConditions({}, [((condition,),)], {}, {})


def evaluate(condition: Condition | None, known: Knowledge) -> Truth:
    """Return whether one condition holds (Kleene's strong three-valued logic).

    Examples:
        >>> from core.catalogue.models import Comparison
        >>> big = Comparison(question="area", op="gt", value=300)
        >>> evaluate(big, Knowledge(answers={"area": 60}))
        False
        >>> evaluate(big, Knowledge(open={"area"})) is None
        True
        >>> evaluate(big, Knowledge())
        False
    """
    if condition is None:
        return True
    alone = _alone(condition)
    return alone.items_for(alone.known(known)).truth(0)
