"""Change what all matters share, with a reason; read how an entry changed, and go back."""

from functools import partial

from core.catalogue.editing import (
    EntryKind,
    code_of,
    problems_of_entry,
    revised_file,
    with_entry,
)
from core.catalogue.models import Part
from core.errors import (
    InvalidEntryError,
    StaleEntryError,
    UnknownChangeError,
    UnknownEntryError,
)
from core.ports import LibraryChange, LibraryFile, Stores
from core.services.acting import StaffContext
from core.services.library.entry_files import changes_of, entry_in, list_in
from core.services.library.revisions import (
    LibraryRevision,
    expect_reason,
    names_of,
    revisions_of,
)
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase

_EMPTY = "format: 1\n{kind}: []\n"


class KeepEntries:
    """Changes the lists of the library, entry by entry; all others stay as they are."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def keep_entry(
        self, session: Principal, kind: EntryKind, *, before: Part | None, after: Part, reason: str
    ) -> None:
        """Keep an entry as it was changed, or a new one; ``before`` is what the person saw.

        Raises:
            ChangeWithoutReasonError, InvalidEntryError: If it cannot be kept so.
            StaleEntryError: If somebody else changed it in the meantime; nothing is kept.
        """
        with self._staff.as_permitted(session, UseCase.KEEP_ENTRY) as (stores, permit):
            file = stores.catalogue.file(kind.file)
            code = code_of(kind, before or after)
            if entry_in(kind, code, file.content if file else None) != before:
                raise StaleEntryError(code=code, changed_by=file.changed_by if file else "")
            if code_of(kind, after) != code:
                raise InvalidEntryError(code=code, reason="code")
            for rule in problems_of_entry(kind, after, stores.catalogue.read().catalogue):
                raise InvalidEntryError(code=code, reason=rule)
            self._put(stores, permit, kind, file, after=after, reason=reason)

    def entry_history(
        self, session: Principal, kind: EntryKind, code: str
    ) -> tuple[LibraryRevision, ...]:
        """Return how an entry changed, the newest first; its arrival is the last.

        Raises:
            UnknownEntryError: If the list has no such entry.
        """
        with self._staff.as_permitted(session, UseCase.READ_ENTRY_HISTORY) as (stores, _):
            file = stores.catalogue.file(kind.file)
            changes = stores.catalogue.changes(kind.file)
            names = names_of(stores)
        if file is None or entry_in(kind, code, file.content) is None:
            raise UnknownEntryError(code=code)
        came = LibraryChange(1, file.content, file.changed_at, file.changed_by, "")
        own = changes_of(kind, code, changes or (came,))
        return revisions_of(own, partial(entry_in, kind, code), names)

    def restore_entry(
        self, session: Principal, kind: EntryKind, code: str, *, number: int, reason: str
    ) -> None:
        """Keep an entry as it was before a change; that is a new change, all others stay.

        Raises:
            ChangeWithoutReasonError, UnknownChangeError: If it may not be.
        """
        with self._staff.as_permitted(session, UseCase.RESTORE_ENTRY) as (stores, permit):
            file = stores.catalogue.file(kind.file)
            kept = {change.number: change for change in stores.catalogue.changes(kind.file)}
            earlier = kept.get(number - 1)
            entry = entry_in(kind, code, earlier.content) if earlier and number in kept else None
            if file is None or entry is None:
                raise UnknownChangeError
            self._put(stores, permit, kind, file, after=entry, reason=reason)

    def _put(
        self,
        stores: Stores,
        permit: Permit,
        kind: EntryKind,
        file: LibraryFile | None,
        *,
        after: Part,
        reason: str,
    ) -> None:
        words = expect_reason(reason)
        raw = file.content if file else _EMPTY.format(kind=kind.stem).encode()
        listed = list_in(kind, raw)
        if listed is None:
            raise UnknownEntryError(code=code_of(kind, after))
        content = revised_file(raw, with_entry(listed, kind, after))
        at, by = self._staff.clock(), permit.username
        stores.catalogue.put({kind.file: content}, at=at, by=by, reason=words)
