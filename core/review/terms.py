"""What a frozen theme lays down for the matters of one case."""

from collections.abc import Iterable, Iterator, Sequence

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Precedence
from core.review.matter_reviews import LICENCE, MatterTerms, Wait


def terms_of(
    matters: Sequence[str],
    precedence: Iterable[Precedence],
    catalogue: Catalogue,
    *,
    silent_kinds: frozenset[str] = frozenset({LICENCE}),
) -> tuple[MatterTerms, ...]:
    """Return the terms of each matter of a case, in its order.

    Args:
        matters: The matters in force in the case.
        precedence: The theme's edges; those that are hard make a matter wait.
        catalogue: As it was frozen with the theme.
        silent_kinds: The kinds of matters in which silence means accepted: licences by law
            (行政许可法 32), others where an office has committed itself.
    """
    edges = [edge for edge in precedence if edge.binding == "hard"]
    return tuple(
        MatterTerms(
            matter=code,
            department=matter.department,
            committed_days=matter.committed_days,
            statutory_days=matter.statutory_days,
            waits=tuple(_waits(code, edges, frozenset(matters))),
            is_inspected=matter.inspects is not None and matter.onsite_visits > 0,
            silence_accepts=matter.kind in silent_kinds,
        )
        for code in matters
        for matter in [catalogue.matters[code]]
    )


def _waits(code: str, edges: Iterable[Precedence], present: frozenset[str]) -> Iterator[Wait]:
    for edge in edges:
        after = frozenset(edge.after) & present
        if edge.matter == code and after:
            yield Wait(after, needs_all=edge.mode == "all")
