"""Change a matter of the library with a reason, read how it changed, and go back."""

from functools import partial

from core.catalogue.catalogue import Catalogue
from core.catalogue.editing import problems_of, revised_file
from core.catalogue.models import Matter
from core.catalogue.packages import read_files
from core.errors import (
    ForeignMatterError,
    InvalidMatterError,
    StaleMatterError,
    UnknownChangeError,
    UnknownMatterError,
)
from core.ports import LibraryChange, LibraryFile, Stores
from core.services.acting import StaffContext
from core.services.library.revisions import (
    LibraryRevision,
    expect_reason,
    names_of,
    revisions_of,
)
from core.staff.models import Principal
from core.staff.permissions import Permit
from core.staff.use_cases import UseCase


class ReviseMatter:
    """Changes matters where they stand. Departments change their own only."""

    def __init__(self, staff: StaffContext) -> None:
        self._staff = staff

    def revise(self, session: Principal, before: Matter, after: Matter, reason: str) -> None:
        """Keep a matter as it was changed; ``before`` is what the person had in front of them.

        Raises:
            ChangeWithoutReasonError, InvalidMatterError: If it cannot be kept so.
            ForeignMatterError: If it is, or would become, another department's.
            StaleMatterError: If somebody else changed it in the meantime; nothing is kept.
        """
        with self._staff.as_permitted(session, UseCase.REVISE_MATTER) as (stores, permit):
            name, file = _expect_file(stores, before.code)
            if _matter_in(name, file.content) != before:
                raise StaleMatterError(code=before.code, changed_by=file.changed_by)
            _expect_own(permit, before, after)
            _expect_sound(after, stores.catalogue.read().catalogue)
            content = revised_file(file.content, after)
            self._put(stores, permit, {name: content}, reason)

    def history(self, session: Principal, code: str) -> tuple[LibraryRevision, ...]:
        """Return how a matter changed, the newest first; its arrival is the last.

        Raises:
            UnknownMatterError: If the library has no such matter.
        """
        with self._staff.as_permitted(session, UseCase.READ_MATTER_HISTORY) as (stores, _):
            name, file = _expect_file(stores, code)
            changes = stores.catalogue.changes(name)
            names = names_of(stores)
        came = LibraryChange(1, file.content, file.changed_at, file.changed_by, "")
        return revisions_of(changes or (came,), partial(_matter_in, name), names)

    def go_back(self, session: Principal, code: str, number: int, reason: str) -> None:
        """Keep a matter as it was before a change; that is a new change.

        Raises:
            ChangeWithoutReasonError, ForeignMatterError, UnknownChangeError: If it may not be.
        """
        with self._staff.as_permitted(session, UseCase.UNDO_MATTER_CHANGE) as (stores, permit):
            name, file = _expect_file(stores, code)
            kept = {change.number: change for change in stores.catalogue.changes(name)}
            earlier = kept.get(number - 1)
            content = earlier.content if earlier and number in kept else None
            matter = _matter_in(name, content)
            now = _matter_in(name, file.content)
            if content is None or matter is None or now is None:
                raise UnknownChangeError
            _expect_own(permit, now, matter)
            self._put(stores, permit, {name: content}, reason)

    def _put(self, stores: Stores, permit: Permit, files: dict[str, bytes], reason: str) -> None:
        words = expect_reason(reason)
        stores.catalogue.put(files, at=self._staff.clock(), by=permit.username, reason=words)


def _expect_file(stores: Stores, code: str) -> tuple[str, LibraryFile]:
    """Return the file of a matter, which nobody else changes until the transaction ends."""
    source = stores.catalogue.read().sources.get(("matters", code))
    file = stores.catalogue.file(source.file) if source else None
    if source is None or file is None:
        raise UnknownMatterError(code=code)
    return source.file, file


def _matter_in(name: str, content: bytes | None) -> Matter | None:
    if content is None:
        return None
    return next(iter(read_files({name: content}).catalogue.matters.values()), None)


def _expect_own(permit: Permit, before: Matter, after: Matter) -> None:
    same = (before.code, before.department) == (after.code, after.department)
    if not same or not permit.covers(before.department):
        raise ForeignMatterError(code=before.code)


def _expect_sound(matter: Matter, catalogue: Catalogue) -> None:
    """Refuse what breaks a rule; what fields mean has to be declared."""
    for problem in problems_of(matter):
        raise InvalidMatterError(reason=problem.rule)
    for _, _, entry in matter.entries():
        if entry.element and entry.element not in catalogue.elements:
            raise InvalidMatterError(reason="unknown_element")
    if not set(matter.replaced_by) <= catalogue.matters.keys():
        raise InvalidMatterError(reason="unknown_successor")
