"""Take answers over from records, with the person's consent; each stays theirs to change."""

from collections.abc import Mapping
from dataclasses import replace

from core.cases.models import FetchedRecord
from core.visits.draft import ApplicationDraft, answer


def keep_found(draft: ApplicationDraft, records: Mapping[str, FetchedRecord]) -> ApplicationDraft:
    """Return the draft with answers that records give; none counts before it is asked for."""
    return replace(draft, found={**draft.found, **records})


def take_found(draft: ApplicationDraft, question: str, record: FetchedRecord) -> ApplicationDraft:
    """Return the draft with a question answered as a record says."""
    return answer(keep_found(draft, {question: record}), question, record.value)


def forget_found(draft: ApplicationDraft, holder: str) -> ApplicationDraft:
    """Return the draft without what was found by the number in one place.

    What was answered by it stays an answer, now the person's own.
    """
    left = {code: record for code, record in draft.found.items() if record.holder != holder}
    return replace(draft, found=left) if len(left) < len(draft.found) else draft
