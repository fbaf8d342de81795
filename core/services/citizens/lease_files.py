"""Keep a visit's files until a case has them, and not a moment longer (laws 10 and 14).

A file is held by whoever handed it in; the same content may be held by several. Once nobody
holds it and it belongs to no case, it is removed. A hold is a lease: it is renewed as long as
the visit lives, and what a case takes over is looked at while nobody can sweep it away.
"""

import hashlib
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from core.errors import FileLostError, StorageError
from core.materials.screening import ScreenState
from core.ports import Clock, FileStore, Stores, Transaction
from core.privacy.retention import RETENTION, Retention
from core.services.operators.screen_files import FileScreening

LEASE_LASTS = RETENTION.uploads
"""From the last time that anybody did anything at the visit, where nothing else is set."""


class FileLeases:
    """Holds files for visits.

    ``steady`` says what time it is for sweeping (:mod:`core.visits.steady`); the clock itself
    where there is none. ``screening`` has files looked at for viruses before they are kept.
    """

    def __init__(
        self,
        *,
        transaction: Transaction,
        files: FileStore,
        clock: Clock,
        steady: Clock | None = None,
        screening: FileScreening | None = None,
        retention: Retention = RETENTION,
    ) -> None:
        self.lasts = retention.uploads
        self._transaction = transaction
        self._files = files
        self._clock = clock
        self._steady = steady or clock
        self._screening = screening or FileScreening(
            transaction=transaction, files=files, clock=clock
        )

    def put(self, content: bytes, *, holder: str) -> str:
        """Keep a file for a visit and return its digest.

        It is held before it is written: no moment at which it would be nobody's.

        Raises:
            UploadRefusedError: If a virus was found in it, or nobody can look.
            StorageError: If it could not be kept.
        """
        digest = hashlib.sha256(content).hexdigest()
        screened = self._screening.admit(content)
        with self._transaction() as stores:
            stores.leases.hold(digest, holder=holder, until=self._clock() + self.lasts)
            if screened:
                stores.screens.write(screened)
        return self._files.put(content)

    def hold_until(self, holder: str, until: datetime) -> None:
        """Hold everything of a visit until another time: somebody goes on with it later."""
        with self._transaction() as stores:
            stores.leases.extend(holder, until)

    def renew(self, holder: str) -> None:
        """Hold everything of a visit for longer: it lives. Nothing is held shorter by it."""
        with self._transaction() as stores:
            stores.leases.renew(holder, self._clock() + self.lasts)

    def take_over(self, stores: Stores, digests: Collection[str], *, holder: str) -> frozenset[str]:
        """Look whether files are there as they were handed in; return those that are not.

        They are held within the transaction that gives them to a case: a sweep that has begun
        is waited for, another one waits until the case has them.

        Raises:
            StorageError: If that cannot be found out.
        """
        until = self._clock() + self.lasts
        wanted = sorted(frozenset(digests))
        for digest in wanted:
            stores.leases.hold(digest, holder=holder, until=until)
        return frozenset(digest for digest in wanted if not self._is_there(digest))

    def quarantined(self, stores: Stores, digests: Collection[str]) -> frozenset[str]:
        """Return in which files something was found since they were handed in."""
        found = self._screening.barred(stores, digests)
        return frozenset(digest for digest in found if found[digest] is ScreenState.QUARANTINED)

    def let_go(self, holder: str) -> None:
        """Let go of a visit's files. Those that a case has by now stay."""
        with self._transaction() as stores:
            self._remove_unused(stores, stores.leases.let_go(holder))

    def sweep(self) -> int:
        """Let go of everything that is over, such as after a power cut; return how much it was."""
        now = self._steady()
        with self._transaction() as stores:
            over = stores.visits.forget_expired(now)
            files = stores.leases.let_go_before(now)
            self._remove_unused(stores, files)
        return over + len(files)

    def _is_there(self, digest: str) -> bool:
        try:
            self._files.get(digest)
        except FileLostError:
            return False
        return True

    def _remove_unused(self, stores: Stores, digests: Collection[str]) -> None:
        """Remove files within the transaction: whoever hands in the same waits until then."""
        used = stores.leases.used(digests)
        for digest in sorted(frozenset(digests) - used):
            with suppress(StorageError):  # what is left is found by whoever looks after the disk
                self._files.remove(digest)
        stores.screens.forget(frozenset(digests) - used)
