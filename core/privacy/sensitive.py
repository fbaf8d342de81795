"""Which sensitive data a situation asks for (个人信息保护法 28), and who needs them."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import SensitiveKind
from core.themes.guides import Guide

_ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class SensitiveUse:
    """One kind of sensitive data: what it is called on the form, and the matters that need it."""

    kind: SensitiveKind
    labels: tuple[str, ...]
    matters: tuple[str, ...]


def sensitive_uses(catalogue: Catalogue, guide: Guide) -> tuple[SensitiveUse, ...]:
    """Return what is sensitive among everything that a guide asks for, kind by kind.

    What an organisation has is nobody's personal data.
    """
    found = list(_found(catalogue, guide))
    return tuple(
        SensitiveUse(
            kind,
            tuple(dict.fromkeys(label for it, label, _ in found if it is kind)),
            tuple(dict.fromkeys(code for it, _, codes in found if it is kind for code in codes)),
        )
        for kind in SensitiveKind
        if any(it is kind for it, _, _ in found)
    )


def _found(
    catalogue: Catalogue, guide: Guide
) -> Iterator[tuple[SensitiveKind, str, tuple[str, ...]]]:
    for merged in guide.form:
        element = catalogue.elements.get(merged.key.element)
        if element and element.sensitive and is_personal(catalogue, merged.key.subject):
            yield element.sensitive, element.name, merged.matters
    for material in guide.materials:
        document = catalogue.documents.get(material.key.document)
        if document and document.sensitive and is_personal(catalogue, material.key.subject):
            yield document.sensitive, document.name, tuple(u.matter for u in material.uses)


def is_personal(catalogue: Catalogue, subject: str) -> bool:
    """Say whether something about a subject can be about a person."""
    known = catalogue.subjects.get(subject)
    return known is None or known.kind != _ORGANISATION
