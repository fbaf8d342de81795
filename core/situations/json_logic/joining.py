"""What parts of a rule come down to together."""

from collections.abc import Sequence

from core.catalogue.models import AllOf, AnyOf, Comparison, Condition

Read = bool | Condition
"""What a rule comes down to: always, never, or a condition."""


def joined_by(kind: str, parts: Sequence[Read]) -> Read:
    """Return conditions joined; what always or never holds is left out or decides."""
    decisive = kind == "any"
    if any(part is decisive for part in parts):
        return decisive
    left = [part for part in parts if not isinstance(part, bool)]
    if not left:
        return not decisive
    if len(left) == 1:
        return left[0]
    return AnyOf(any=tuple(left)) if decisive else AllOf(all=tuple(left))


def questions_needed(found: Read) -> frozenset[str]:
    """Return the questions that have an answer wherever a condition holds.

    Examples:
        >>> one = Comparison(question="a", op="eq", value=1)
        >>> other = Comparison(question="b", op="eq", value=1)
        >>> sorted(questions_needed(AllOf(all=(one, other))))
        ['a', 'b']
        >>> sorted(questions_needed(AnyOf(any=(one, other))))
        []
    """
    if isinstance(found, bool):
        return frozenset()
    if isinstance(found, Comparison):
        return frozenset({found.question})
    if isinstance(found, AllOf):
        return frozenset().union(*map(questions_needed, found.all))
    each = [questions_needed(part) for part in found.any]
    return frozenset.intersection(*each) if each else frozenset()
