"""What a frozen theme lays down for the matters of one case."""

from collections.abc import Iterable, Iterator, Sequence

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import MaterialRequirement, Precedence
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
            kept_by_word=_kept_by_word(matter.materials),
        )
        for code in matters
        for matter in [catalogue.matters[code]]
    )


def _waits(code: str, edges: Iterable[Precedence], present: frozenset[str]) -> Iterator[Wait]:
    for edge in edges:
        after = frozenset(edge.after) & present
        if edge.matter == code and after:
            yield Wait(after, needs_all=edge.mode == "all")


def _kept_by_word(materials: Iterable[MaterialRequirement]) -> frozenset[str]:
    """Return the documents in the place of which a promise stands, whoever asks (告知承诺)."""
    by_word: set[str] = set()
    by_paper: set[str] = set()
    for material in materials:
        is_promised = material.exemption and material.exemption.by.kind.may_come_later
        (by_word if is_promised else by_paper).update(it.document for it in material.documents())
    return frozenset(by_word - by_paper)
