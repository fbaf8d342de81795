"""Who uses the entries of the lists, and how they are found; kept for each state of the library."""

from dataclasses import dataclass
from functools import lru_cache

from core.catalogue.catalogue import Catalogue
from core.catalogue.editing import EntryKind, Uses, entries_of, name_of, uses_of_library
from core.catalogue.models import Part, Theme
from core.catalogue.searching import Facet, SearchEntry, SearchIndex
from core.ports import Stores
from core.services.setting_aside import newest_versions, sound_drafts


def themes_now(stores: Stores) -> dict[str, Theme]:
    """Return every theme as it stands: in the making, else as it was published last."""
    published = {code: version.theme for code, version in newest_versions(stores).items()}
    return published | {code: theme for code, (_, theme) in sound_drafts(stores).items()}


@dataclass(frozen=True, slots=True, eq=False)
class HeldCatalogue:
    """A catalogue known by which object it is: they are read once and shared."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HeldCatalogue) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


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
    further = (str(getattr(entry, name, "")) for name in ("spoken", "asked_as", "describes"))
    texts = {
        Facet.CODE: (code,),
        Facet.NAME: (name_of(entry, catalogue),),
        Facet.FIELD: (*filter(None, further), *getattr(entry, "options", ())),
    }
    return SearchEntry(code, texts)
