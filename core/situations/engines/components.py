"""What has to do with each other, directly or through others."""

from collections.abc import Iterable, Set


def joined_sets(sets: Iterable[Set[str]]) -> list[frozenset[str]]:
    """Return sets that share no member, by joining those that do; empty ones are left out.

    Examples:
        >>> [sorted(one) for one in joined_sets([{"a", "b"}, {"c"}, {"b", "d"}, set()])]
        [['c'], ['a', 'b', 'd']]
    """
    found: list[frozenset[str]] = []
    for one in sets:
        joined, apart = frozenset(one), []
        for other in found:
            if joined.isdisjoint(other):
                apart.append(other)
            else:
                joined |= other
        found = [*apart, joined] if joined else found
    return found
