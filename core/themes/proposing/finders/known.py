"""Entries that a record tells which is fetched anyway: they are not asked (免填表单)."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.knowable import entries_on_record
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind


def find_known(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield what a record would tell, each element of each record once."""
    asking: dict[tuple[str, str], dict[str, None]] = {}
    for matter in catalogue.matters.values():
        for entry, record, _ in entries_on_record(matter, catalogue):
            if record in catalogue.licences:
                asking.setdefault((record, entry.key.element), {})[matter.code] = None
    for (record, element), codes in asking.items():
        yield _candidate(catalogue, record, element, tuple(codes))


def _candidate(
    catalogue: Catalogue, record: str, element: str, codes: tuple[str, ...]
) -> Candidate:
    before = list(catalogue.licences[record].carries)
    edit = CatalogueEdit(EditedRecord.LICENCE, record, "", "carries", before, [*before, element])
    matters = [catalogue.matters[code] for code in codes]
    about = {
        "source": record,
        "entry": catalogue.element_name(element),
        "matters": [matter.name for matter in matters],
    }
    departments = tuple(sorted({matter.department for matter in matters}))
    return Candidate(ProposalKind.KNOWN, (edit,), about, departments)
