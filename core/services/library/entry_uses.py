"""Who uses the entries of the lists, and how they are found; kept for each state of the library."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.editing import (
    EntryKind,
    UsePlace,
    Uses,
    code_of,
    entries_of,
    name_of,
    uses_in,
    uses_of_library,
)
from core.catalogue.models import DerivationRule, Part, Theme
from core.catalogue.searching import Facet, SearchEntry, SearchIndex
from core.catalogue.validity import themes_by_matter
from core.ports import Stores
from core.services.setting_aside import newest_versions, sound_drafts


def themes_now(stores: Stores) -> dict[str, Theme]:
    """Return every theme as it stands: in the making, else as it was published last."""
    published = {code: version.theme for code, version in newest_versions(stores).items()}
    return published | {code: theme for code, (_, theme) in sound_drafts(stores).items()}


_SEARCHED = ("spoken", "asked_as", "describes", "rule", "note", "basis", "replaced_by")
"""Attributes in whose words an entry is found as well."""


@dataclass(frozen=True, slots=True, eq=False)
class HeldCatalogue:
    """A catalogue known by which object it is: they are read once and shared."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HeldCatalogue) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


def theme_uses(catalogue: Catalogue, themes: Mapping[str, Theme]) -> Uses:
    """Return which entries themes use; a law through the matters that rest on it."""
    found: dict[tuple[EntryKind, str], Any] = dict(uses_in("themes", themes.items()))
    having = themes_by_matter(themes.values())
    for at, places in library_uses(HeldCatalogue(catalogue)).items():
        if at[0] is EntryKind.LAWS:
            codes = Counter(code for place in places for code in having.get(place.code, ()))
            found[at] = [UsePlace("themes", code, number) for code, number in codes.items()]
    return found


def used_as(kind: EntryKind, entry: Part) -> tuple[EntryKind, str]:
    """Return what is looked for to find who uses an entry: of a derivation, what it derives."""
    if isinstance(entry, DerivationRule):
        return EntryKind.ELEMENTS, entry.target.partition("@")[0]
    return kind, code_of(kind, entry)


@lru_cache(maxsize=2)
def library_uses(held: HeldCatalogue) -> Uses:
    """Return which entries matters and lists use, worked out once for each catalogue."""
    return uses_of_library(held.catalogue)


@lru_cache(maxsize=2 * len(EntryKind))
def index_of(held: HeldCatalogue, kind: EntryKind) -> SearchIndex:
    """Return the prepared search of a list, made once for each catalogue."""
    entries = entries_of(held.catalogue, kind).items()
    return SearchIndex(_searched(code, entry, held.catalogue) for code, entry in entries)


def _searched(code: str, entry: Part, catalogue: Catalogue) -> SearchEntry:
    further = [str(getattr(entry, name, "")) for name in _SEARCHED]
    lists = (getattr(entry, name, ()) for name in ("options", "also", "elements"))
    texts = {
        Facet.CODE: (code,),
        Facet.NAME: (name_of(entry, catalogue),),
        Facet.FIELD: (*filter(None, further), *(word for words in lists for word in words)),
    }
    return SearchEntry(code, texts)
