"""One choice for several code lists (law 4): what is offered, and what each department gets.

Only a confirmed mapping makes two options mean the same; likeness of words never does.
"""

from collections.abc import Iterable, Mapping, Sequence

Meanings = Mapping[str, frozenset[str]]
"""For an option all options, of whatever list, that are confirmed to mean the same."""


def own_option(option: str, options: Sequence[str], meanings: Meanings) -> str | None:
    """Return a department's own option for a choice, if there is exactly one.

    Examples:
        >>> same = dict.fromkeys(("个体", "个体户"), frozenset({"个体", "个体户"}))
        >>> own_option("个体户", ("个体", "企业"), same), own_option("企业", ("企业",), same)
        ('个体', '企业')
    """
    if option in options:
        return option
    alike = [one for one in options if one in meanings.get(option, ())]
    return alike[0] if len(alike) == 1 else None


def offered(lists: Sequence[tuple[str, ...]], meanings: Meanings) -> tuple[str, ...]:
    """Return the options that every list can take: those of the finest list that can.

    A coarser list gets its own option for several of them. Of lists equally fine the first
    decides, so that it does not depend on the order in which departments are named.
    """
    accepted = [_accepted(one, lists, meanings) for one in lists]
    return max(accepted, key=len, default=())


def _accepted(
    options: Iterable[str], lists: Sequence[tuple[str, ...]], meanings: Meanings
) -> tuple[str, ...]:
    return tuple(
        option
        for option in options
        if all(own_option(option, other, meanings) is not None for other in lists)
    )
