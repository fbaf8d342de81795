"""Write an agreed change into the library, and into the draft of a theme that it changes."""

from collections.abc import Mapping
from datetime import datetime

from core.catalogue.catalogue import Catalogue
from core.catalogue.editing import EntryKind, revised_file, with_entry
from core.catalogue.matter_files import list_file, matter_file
from core.catalogue.models import Licences
from core.ports import Draft, Stores
from core.services.library.entry_files import list_in
from core.services.theme_documents import document_of
from core.themes.proposing.edits import EditedRecord, apply_edits
from core.themes.proposing.proposal import Candidate


def write_edits(
    stores: Stores, catalogue: Catalogue, candidate: Candidate, *, at: datetime, by: str
) -> None:
    """Keep what a change makes of a catalogue: matters, records, and themes as drafts."""
    changed = apply_edits(catalogue, candidate.edits)
    files = {**_files(candidate, changed), **_rules(stores, candidate, changed)}
    stores.catalogue.put(files, at=at, by=by)
    for code in _codes(candidate, EditedRecord.THEME):
        known = stores.themes.draft(code)
        revision = known.revision + 1 if known else 1
        draft = Draft(code, document_of(changed.themes[code]), revision, at, by)
        if known is None:
            stores.themes.add_draft(draft)
        else:
            stores.themes.save_draft(draft)


def _files(candidate: Candidate, changed: Catalogue) -> Mapping[str, bytes]:
    files = {
        f"matters/{code}.yaml": matter_file(changed.matters[code])
        for code in _codes(candidate, EditedRecord.MATTER)
    }
    if _codes(candidate, EditedRecord.LICENCE):
        licences = Licences(format=1, licences=tuple(changed.licences.values()))
        files["licences.yaml"] = list_file(licences)
    return files


def _rules(stores: Stores, candidate: Candidate, changed: Catalogue) -> Mapping[str, bytes]:
    """Return the file of the elements with the rules that come; its other lines stay."""
    kind = EntryKind.DERIVATIONS
    file = stores.catalogue.file(kind.file)
    listed = list_in(kind, file.content) if file else None
    new = set(_codes(candidate, EditedRecord.DERIVATION))
    if not new or file is None or listed is None:
        return {}
    for rule in changed.derivations:
        if rule.identity in new:
            listed = with_entry(listed, kind, rule)
    return {kind.file: revised_file(file.content, listed)}


def _codes(candidate: Candidate, record: EditedRecord) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edit.code for edit in candidate.edits if edit.record is record))
