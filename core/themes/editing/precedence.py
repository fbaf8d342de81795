"""Who waits for whom: add, change and remove one edge of precedence."""

from collections.abc import Callable, Iterator
from typing import Any

from core.catalogue.models import Precedence, Theme

Change = Callable[[Theme], Theme]


def edges_of(theme: Theme, matter: str) -> tuple[tuple[int, Precedence], ...]:
    """Return what a matter waits for, with the place of each edge in the theme."""
    return tuple((at, edge) for at, edge in enumerate(theme.precedence) if edge.matter == matter)


def waiting_for(theme: Theme, matter: str) -> tuple[str, ...]:
    """Return the matters that wait for one."""
    return tuple(dict.fromkeys(edge.matter for edge in theme.precedence if matter in edge.after))


def possible_earlier(theme: Theme, matter: str) -> tuple[str, ...]:
    """Return what a matter may wait for: all that do not wait for it in their turn."""
    later = {matter, *_all_waiting_for(theme, matter)}
    return tuple(
        code
        for code in dict.fromkeys(included.matter for included in theme.matters)
        if code not in later
    )


def _all_waiting_for(theme: Theme, matter: str) -> Iterator[str]:
    seen, left = {matter}, [matter]
    while left:
        for later in waiting_for(theme, left.pop()):
            if later not in seen:
                seen.add(later)
                left.append(later)
                yield later


def add_edge(edge: Precedence) -> Change:
    """Return the change that lets a matter wait; one that waits so already does not change."""

    def change(theme: Theme) -> Theme:
        if edge in theme.precedence or not edge.after:
            return theme
        return theme.model_copy(update={"precedence": (*theme.precedence, edge)})

    return change


def set_edge(at: int, **changed: Any) -> Change:
    """Return the change that sets what an edge waits for, its mode or its binding.

    An edge that waits for nothing any more goes.
    """

    def change(theme: Theme) -> Theme:
        if at >= len(theme.precedence):
            return theme
        edge = Precedence.model_validate({**theme.precedence[at].model_dump(), **changed})
        kept = (edge,) if edge.after else ()
        edges = (*theme.precedence[:at], *kept, *theme.precedence[at + 1 :])
        return theme.model_copy(update={"precedence": tuple(dict.fromkeys(edges))})

    return change


def remove_edge(at: int) -> Change:
    """Return the change that lets a matter wait no longer."""
    return set_edge(at, after=())
