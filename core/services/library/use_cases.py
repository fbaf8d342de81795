"""What pages of the matter library are given: spreadsheets in and out, nothing half-imported."""

from dataclasses import dataclass

from core.ports import MatterSite
from core.services.acting import StaffContext
from core.services.library.find_matters import FindMatters
from core.services.library.keep_entries import KeepEntries
from core.services.library.keep_imports import KeepImports
from core.services.library.keep_party_words import KeepPartyWords
from core.services.library.look_up_matters import LookUpMatters
from core.services.library.pull_matters import PullMatters
from core.services.library.read_entries import ReadEntries
from core.services.library.read_matter import ReadMatter
from core.services.library.revise_matter import ReviseMatter
from core.services.library.save_matters import SaveMatters


@dataclass(frozen=True, slots=True)
class LibraryUseCases:
    """Everything that staff do with the matter library."""

    matters: LookUpMatters
    importing: KeepImports
    saving: SaveMatters
    finding: FindMatters
    reading: ReadMatter
    revising: ReviseMatter
    listing: ReadEntries
    keeping: KeepEntries
    parties: KeepPartyWords
    pulling: PullMatters


def library_use_cases(staff: StaffContext, site: MatterSite | None = None) -> LibraryUseCases:
    """Return the use cases; without a site nothing can be pulled."""
    return LibraryUseCases(
        matters=LookUpMatters(staff),
        importing=KeepImports(staff),
        saving=SaveMatters(staff),
        finding=FindMatters(staff),
        reading=ReadMatter(staff),
        revising=ReviseMatter(staff),
        listing=ReadEntries(staff),
        keeping=KeepEntries(staff),
        parties=KeepPartyWords(staff),
        pulling=PullMatters(staff, site),
    )
