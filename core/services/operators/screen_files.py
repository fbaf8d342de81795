"""No officer opens a file that nobody looked into for viruses, where there is a scanner."""

import hashlib
from collections.abc import Collection
from contextlib import suppress

from core.errors import (
    FileLostError,
    FileQuarantinedError,
    FileWaitingError,
    ScannerUnreachableError,
    UploadRefusedError,
)
from core.materials.screening import Screened, ScreenState
from core.ports import Clock, FileStore, Stores, Transaction, VirusScanner

__all__ = ["FileScreening", "ScreenState", "Screened", "ScreenedFiles"]

_WITHOUT_FINDING = (ScreenState.CLEAN, ScreenState.WAITING)


class FileScreening:
    """Has files looked at as they come, as they are opened, and now and then those that wait.

    Without a ``scanner`` none waits; what was found once is kept from everybody all the same.
    ``may_wait`` takes files while the scanner cannot be reached, else they are refused.
    """

    def __init__(
        self,
        *,
        transaction: Transaction,
        files: FileStore,
        clock: Clock,
        scanner: VirusScanner | None = None,
        may_wait: bool = False,
    ) -> None:
        self._transaction = transaction
        self._files = files
        self._clock = clock
        self._scanner = scanner
        self._may_wait = may_wait

    def admit(self, content: bytes) -> Screened | None:
        """Return what is to be written down of a file that is handed in, if anything.

        Raises:
            UploadRefusedError: If something was found in it, or nobody can look.
        """
        digest = hashlib.sha256(content).hexdigest()
        known = self._known(digest)
        if known and known.state is ScreenState.QUARANTINED:
            raise UploadRefusedError("infected")
        if self._scanner is None:
            return None
        try:
            found = self._look(digest, content)
        except ScannerUnreachableError:
            if not self._may_wait:
                raise UploadRefusedError("not_scanned") from None
            return Screened(digest, ScreenState.WAITING, self._clock())
        if found.state is ScreenState.QUARANTINED:
            self._write(found)
            raise UploadRefusedError("infected")
        return found

    def expect_clean(self, digest: str, content: bytes) -> None:
        """Let an officer open a file.

        Raises:
            FileQuarantinedError: If something was found in it, now or before.
            FileWaitingError: If nobody has looked yet, and nobody can.
        """
        known = self._known(digest)
        if self._scanner and (known is None or known.state is ScreenState.WAITING):
            try:
                known = self._look(digest, content)
            except ScannerUnreachableError:
                raise FileWaitingError from None
            self._write(known)
        if known and known.state is ScreenState.QUARANTINED:
            raise FileQuarantinedError

    def look_again(self, *states: ScreenState) -> tuple[Screened, ...]:
        """Look at the files that wait, or are of some states; return what became of them.

        What is not there any more is passed over. Without a scanner none waits.

        Raises:
            ScannerUnreachableError: If nobody can look, though somebody asks for it.
        """
        looked: list[Screened] = []
        if self._scanner is None:
            if states:
                raise ScannerUnreachableError(reason="none")
            return ()
        for state in states or (ScreenState.WAITING,):
            with self._transaction() as stores:
                found = stores.screens.in_state(state)
            for file in found:
                with suppress(FileLostError):
                    looked.append(self._look(file.digest, self._files.get(file.digest)))
                    self._write(looked[-1], known=True)
        return tuple(looked)

    def barred(self, stores: Stores, digests: Collection[str]) -> dict[str, ScreenState]:
        """Return which files nobody may open now, and why: something was found, or they wait."""
        open_to_all = {ScreenState.CLEAN} if self._scanner else set(_WITHOUT_FINDING)
        found = stores.screens.states(digests)
        return {digest: state for digest, state in found.items() if state not in open_to_all}

    def quarantined(self) -> tuple[Screened, ...]:
        """Return every file that is kept from everybody."""
        with self._transaction() as stores:
            return stores.screens.in_state(ScreenState.QUARANTINED)

    def _known(self, digest: str) -> Screened | None:
        with self._transaction() as stores:
            return stores.screens.of(digest)

    def _look(self, digest: str, content: bytes) -> Screened:
        finding = self._scanner.find(content) if self._scanner else ""
        state = ScreenState.QUARANTINED if finding else ScreenState.CLEAN
        return Screened(digest, state, self._clock(), finding)

    def _write(self, screened: Screened, *, known: bool = False) -> None:
        """Write down what was found; of a file that was ``known``, only if it is not removed."""
        with self._transaction() as stores:
            if not known or stores.screens.of(screened.digest):
                stores.screens.write(screened)


class ScreenedFiles:
    """A store of files for officers, in which what was not looked at is not there to be opened."""

    def __init__(self, files: FileStore, screening: FileScreening) -> None:
        self._files = files
        self._screening = screening

    def put(self, content: bytes) -> str:
        """Write a file durably and return its digest."""
        return self._files.put(content)

    def remove(self, digest: str) -> None:
        """Remove a file; one that is not there is no error."""
        self._files.remove(digest)

    def get(self, digest: str) -> bytes:
        """Return a file.

        Raises:
            FileQuarantinedError, FileWaitingError: As :meth:`FileScreening.expect_clean`.
            StorageError: If it cannot be read.
        """
        content = self._files.get(digest)
        self._screening.expect_clean(digest, content)
        return content
