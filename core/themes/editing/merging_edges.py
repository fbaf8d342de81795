"""Merge what two people said one matter waits for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final, Literal, Self

from core.themes.editing.named_parts import Missing

Edge = Mapping[str, Any]
Edges = Sequence[Edge] | Literal[Missing.ABSENT]
DISPUTED: Final = Missing.ABSENT


def merge_edges(base: Edges, mine: Edges, theirs: Edges) -> list[Edge] | None:
    """Return what one matter waits for with the changes of both, or nothing if they disagree.

    Examples:
        >>> wait = lambda *codes: [{"matter": "C", "after": list(codes)}]
        >>> merge_edges(wait("A", "B"), wait("A"), wait("A", "B", "D"))
        [{'matter': 'C', 'after': ['A', 'D']}]
        >>> merge_edges(wait("A"), wait("B"), wait("D")) is None
        True
    """
    own, other = (_Aligned.of(base, side) for side in (mine, theirs))
    kept = [
        _merged_edge(edge, own.kept[at], other.kept[at]) for at, edge in enumerate(_listed(base))
    ]
    new = [edge for edge in other.new if edge not in own.new]
    both_gone = any(pair == (None, None) for pair in zip(own.kept, other.kept, strict=True))
    if DISPUTED in kept or (both_gone and own.new and new) or _codes(own.new) & _codes(new):
        return None
    added = sorted([*own.new, *new], key=str)
    return [edge for edge in kept if isinstance(edge, Mapping)] + added


def waits_in_circle(edges: Iterable[Edge]) -> bool:
    """Say whether a matter would wait for itself.

    Examples:
        >>> waits_in_circle([{"matter": "A", "after": ["B"]}, {"matter": "B", "after": ["A"]}])
        True
    """
    graph: dict[str, set[str]] = {}
    for edge in edges:
        graph.setdefault(edge["matter"], set()).update(edge["after"])
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Edges beside those they came from, and those that are new."""

    kept: list[Edge | None]
    new: list[Edge]

    @classmethod
    def of(cls, base: Edges, side: Edges) -> Self:
        """Lay edges beside those before: first what is the same, then what shares a matter."""
        left = list(_listed(side))
        same = [left.pop(left.index(edge)) if edge in left else None for edge in _listed(base)]
        kept: list[Edge | None] = []
        for edge, found in zip(_listed(base), same, strict=True):
            alike = found or next((it for it in left if _codes([it]) & _codes([edge])), None)
            if alike in left:
                left.remove(alike)
            kept.append(alike)
        return cls(kept, left)


def _listed(edges: Edges) -> Sequence[Edge]:
    return () if isinstance(edges, Missing) else edges


def _codes(edges: Iterable[Edge]) -> set[str]:
    return {code for edge in edges for code in edge["after"]}


def _merged_edge(old: Edge, own: Edge | None, other: Edge | None) -> Edge | Missing | None:
    """Return an edge with the changes of both, nothing if it is gone, or that it is disputed."""
    if other in (own, old):
        return own
    if own == old:
        return other
    if own is None or other is None:
        return DISPUTED if _is_more(old, own or other) else None
    if {_kind(old)} != {_kind(own), _kind(other)}:
        return DISPUTED
    return _with_codes(old, own, other)


def _kind(edge: Edge) -> tuple[str, str]:
    return edge.get("mode", "all"), edge.get("binding", "hard")


def _is_more(old: Edge, new: Edge | None) -> bool:
    """Say whether an edge says something that it did not before."""
    return new is not None and (_kind(new) != _kind(old) or bool(_codes([new]) - _codes([old])))


def _with_codes(old: Edge, own: Edge, other: Edge) -> Edge | Missing | None:
    before = _codes([old])
    gone = [before - _codes([edge]) for edge in (own, other)]
    new = [_codes([edge]) - before for edge in (own, other)]
    if gone[0] & gone[1] and new[0] and new[1]:
        return DISPUTED
    kept = [code for code in old["after"] if code not in gone[0] | gone[1]]
    codes = kept + sorted(new[0] | new[1])
    return {**own, "after": codes} if codes else None
