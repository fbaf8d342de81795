"""What operations look into."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors.families import InfrastructureError


class StorageError(InfrastructureError):
    """What was handed in could not be written; nothing was acknowledged."""

    message_key = "error.infrastructure.storage"


class StoreBusyError(StorageError):
    """Others were at the store, or it did not answer: nothing was begun."""

    message_key = "error.infrastructure.store_busy"


class OutcomeUnknownError(StorageError):
    """The answer to a commit was lost: it may be written or not. Doing it again does it once."""

    message_key = "error.infrastructure.outcome_unknown"


class NumberTakenError(StorageError):
    """Another case got this number a moment ago; with another number it is tried again."""

    message_key = "error.infrastructure.store_busy"


class StoreUnreadableError(StorageError):
    """Something could not be read; nothing was to be written."""

    message_key = "error.infrastructure.store_unreadable"


@contextmanager
def unsaved_is_unread() -> Iterator[None]:
    """Tell who only looks that it cannot be read; that something else was not saved is not theirs.

    Examples:
        >>> with unsaved_is_unread():
        ...     raise StorageError(reason="full")
        Traceback (most recent call last):
        ...
        core.errors.infrastructure.StoreUnreadableError: ... (reason='full')
    """
    try:
        yield
    except StorageError as error:
        if type(error) not in (StorageError, OutcomeUnknownError):
            raise
        raise StoreUnreadableError(**error.params) from error


class FileLostError(StorageError):
    """A file that was kept is gone, or no longer what was handed in."""

    message_key = "error.infrastructure.file_lost"


class FileQuarantinedError(StorageError):
    """A virus was found in a file that was handed in; nobody may open it."""

    message_key = "error.infrastructure.file_quarantined"


class FileWaitingError(StorageError):
    """Nobody has looked into a file for viruses yet, and the scanner cannot be reached."""

    message_key = "error.infrastructure.file_waiting"


class ScannerUnreachableError(InfrastructureError):
    """The virus scanner gave no answer that can be used."""

    message_key = "error.infrastructure.scanner_unreachable"
    citizen_key = "error.citizen.out_of_order"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)


class PrintingError(InfrastructureError):
    """The paper could not be made; the case itself is safe."""

    message_key = "error.infrastructure.printing"


class SourceUnreachableError(InfrastructureError):
    """A source of data gave no answer that can be used; the applicant is asked instead.

    ``reason`` is ``connection``, ``timeout``, ``refused`` (we may not ask), ``failed`` (it
    is out of order) or ``answer`` (it cannot be understood), and never says about whom.
    """

    message_key = "error.infrastructure.source_unreachable"
    citizen_key = "error.citizen.source_unreachable"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)


class ReaderUnreachableError(SourceUnreachableError):
    """The card reader gave no answer that can be used; the number is typed instead."""

    message_key = "error.infrastructure.reader_unreachable"
    citizen_key = "error.citizen.reader_unreachable"


class AlteredRecordError(InfrastructureError):
    """Something that never changes is no longer as it was written; ``what`` names it."""

    message_key = "error.infrastructure.altered_record"
    citizen_key = "error.citizen.record_spoilt"

    def __init__(self, *, what: str) -> None:
        super().__init__(what=what)


class NoDatabaseError(InfrastructureError):
    """There is no database, or none of this version, and none is made only to look into it."""

    message_key = "error.infrastructure.no_database"
    citizen_key = "error.citizen.out_of_order"


class KeyMissingError(InfrastructureError):
    """Something is encrypted under a key that is not among those of this installation."""

    message_key = "error.infrastructure.key_missing"
    citizen_key = "error.citizen.out_of_order"

    def __init__(self, *, key: str) -> None:
        super().__init__(key=key)


class LookUpsLostError(KeyMissingError):
    """The key of look-ups is gone from the database, and with another nothing would be found."""

    message_key = "error.infrastructure.look_ups_lost"

    def __init__(self) -> None:
        super().__init__(key="look-ups")


class UnknownKeyError(InfrastructureError):
    """There is no key of this name; ``keys`` are those there are."""

    message_key = "error.infrastructure.unknown_key"
    citizen_key = "error.citizen.out_of_order"

    def __init__(self, *, key: str, keys: str) -> None:
        super().__init__(key=key, keys=keys)


class KeyInUseError(InfrastructureError):
    """A key cannot be dropped: so many rows and files are under it."""

    message_key = "error.infrastructure.key_in_use"
    citizen_key = "error.citizen.out_of_order"

    def __init__(self, *, key: str, rows: int, files: int) -> None:
        super().__init__(key=key, rows=rows, files=files)


class NewestKeyError(InfrastructureError):
    """The key that wraps what is new cannot be dropped."""

    message_key = "error.infrastructure.newest_key"
    citizen_key = "error.citizen.out_of_order"

    def __init__(self, *, key: str) -> None:
        super().__init__(key=key)


class SettingsError(InfrastructureError):
    """The settings are not fit to start with; ``problems`` names each and says why."""

    message_key = "error.infrastructure.settings"
    citizen_key = "error.citizen.out_of_order"

    def __init__(self, *, problems: str) -> None:
        super().__init__(problems=problems)


class NotServedError(InfrastructureError):
    """In production something else than ``manage.py`` started an app: nothing guards it."""

    message_key = "error.infrastructure.not_served"
    citizen_key = "error.citizen.out_of_order"


class MatterSiteError(InfrastructureError):
    """The matter-publishing site gave no whole answer that can be used; nothing was taken.

    ``reason`` is that of :class:`SourceUnreachableError`, or ``none`` (there is no site),
    ``contract`` (it speaks another version), ``half`` (a part is missing), ``moved`` (it changed
    while it was read) or ``large``.
    """

    def __init__(self, *, reason: str) -> None:
        self.message_key = f"error.infrastructure.matter_site_{reason}"
        super().__init__(reason=reason)
