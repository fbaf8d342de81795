"""Look over the mappings between code lists: what they name exists, a person stands for each."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import OptionMapping

Path = tuple[str, int]


def check_mappings(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what is wrong with the mappings, and which of them is meant."""
    for number, mapping in enumerate(catalogue.mappings):
        for finding in _faults(mapping, catalogue):
            yield ("mappings", number), finding


def _faults(mapping: OptionMapping, catalogue: Catalogue) -> Iterator[Finding]:
    if mapping.element not in catalogue.elements:
        at = mapping.element
        yield error("unknown-reference", at, what="element", code=mapping.element, hint="")
        return
    known = _options_of(mapping.element, catalogue)
    named = [word for pair in mapping.written_as.items() for word in (pair[0], *pair[1])]
    strange = [word for word in dict.fromkeys(named) if word not in known]
    if strange:
        found: dict[str, object] = {"element": mapping.element, "options": tuple(strange[:10])}
        yield warning("mapping-unknown-option", mapping.element, **found)
    if not mapping.is_confirmed:
        yield warning("mapping-unconfirmed", mapping.element, element=mapping.element)


def _options_of(element: str, catalogue: Catalogue) -> set[str]:
    return {
        option
        for matter in catalogue.matters.values()
        for _, _, entry in matter.entries()
        if entry.element == element
        for option in entry.options
    }
