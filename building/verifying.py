"""Proves all themes of a library, over all processors of this machine."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.catalogue.catalogue import Catalogue
    from core.services.queries.verify_library import ThemeProof


def proved_themes(catalogue: "Catalogue", known: Mapping[str, str]) -> "Iterator[ThemeProof]":
    """Yield the proof of every theme: what is known first, then as they come to an end.

    Args:
        catalogue: The library.
        known: The checksums of themes that were proved before, by code; they are not proved again.
    """
    from adapters.sharing_out import shared_out
    from core.services.queries.verify_library import ThemeProof, checksums_of, prove_theme

    checksums = checksums_of(catalogue)
    unchanged = {code for code, checksum in checksums.items() if known.get(code) == checksum}
    yield from (ThemeProof(code, checksums[code]) for code in sorted(unchanged))
    changed = tuple(sorted(checksums.keys() - unchanged))
    yield from shared_out(partial(prove_theme, catalogue, checksums), changed)
