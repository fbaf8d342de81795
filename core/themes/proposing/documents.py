"""A candidate as plain data, and read back."""

from collections.abc import Mapping
from typing import Any

from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind

_PARTS = ("record", "code", "place", "attribute", "before", "after")


def candidate_document(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as plain data."""
    return {
        "kind": candidate.kind.value,
        "edits": [[getattr(edit, part) for part in _PARTS] for edit in candidate.edits],
        "about": dict(candidate.about),
        "departments": list(candidate.departments),
    }


def candidate_of(document: Mapping[str, Any]) -> Candidate:
    """Return the candidate that plain data describes.

    Raises:
        KeyError, TypeError, ValueError: If they describe none.
    """
    edits = (
        CatalogueEdit(EditedRecord(record), code, place, attribute, before, after)
        for record, code, place, attribute, before, after in document["edits"]
    )
    return Candidate(
        ProposalKind(document["kind"]),
        tuple(edits),
        dict(document["about"]),
        tuple(document["departments"]),
    )
