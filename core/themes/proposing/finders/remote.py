"""Visits for which nobody has to inspect anything: they may be spared (少跑动)."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.themes.measuring import has_online_channel
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind


def find_remote(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield matters that can be applied for online and still ask people to come."""
    for matter in catalogue.matters.values():
        if matter.onsite_visits and matter.inspects is None and has_online_channel(matter):
            edit = CatalogueEdit(
                EditedRecord.MATTER, matter.code, "", "onsite_visits", matter.onsite_visits, 0
            )
            about = {"matter": matter.name, "visits": matter.onsite_visits}
            yield Candidate(ProposalKind.REMOTE, (edit,), about, (matter.department,))
