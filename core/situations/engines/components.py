"""What has to do with each other, directly or through others: independent components."""

from collections.abc import Callable, Hashable, Iterable, Set
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)
Member = TypeVar("Member")


def components(sets: Iterable[Set[Name]]) -> list[frozenset[Name]]:
    """Return sets that share no name, by joining those that do; empty ones are left out.

    Examples:
        >>> [sorted(one) for one in components([{"a", "b"}, {"c"}, {"b", "d"}, set()])]
        [['c'], ['a', 'b', 'd']]
    """
    found: list[frozenset[Name]] = []
    for names in sets:
        joined, apart = frozenset(names), []
        for other in found:
            if joined.isdisjoint(other):
                apart.append(other)
            else:
                joined |= other
        found = [*apart, joined] if joined else found
    return found


def grouped(
    members: Iterable[Member], names: Callable[[Member], Iterable[Hashable]]
) -> list[list[Member]]:
    """Return members by component: those that share a name, or are related by others who do.

    Members without a name are left out.

    Examples:
        >>> grouped(["ab", "cd", "be"], lambda word: word)
        [['cd'], ['ab', 'be']]
    """
    named = [(member, frozenset(names(member))) for member in members]
    return [
        [member for member, own in named if own and own <= component]
        for component in components(own for _, own in named)
    ]
