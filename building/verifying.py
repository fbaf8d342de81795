"""Proves all themes of a library, over all processors of this machine."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.catalogue.catalogue import Catalogue
    from core.services.queries.verify_library import ThemeProof


def proved_themes(catalogue: "Catalogue", known: Mapping[str, str]) -> "Iterator[ThemeProof]":
    """Yield the proof of every theme, in whatever order they come to an end.

    Args:
        catalogue: The library.
        known: The checksums of themes that were proved before, by code; they are not proved again.
    """
    from adapters.sharing_out import shared_out
    from core.services.queries.verify_library import prove_unless_known

    prove = partial(prove_unless_known, catalogue, known)
    return shared_out(prove, tuple(sorted(catalogue.themes)))
