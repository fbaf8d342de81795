"""Lay a visit ready in which a paper form is entered, with the scan of the sheet that was signed.

The scan is looked at, screened and held as whatever is handed in at the kiosk; it belongs to that
visit until the case has it.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from core.cases.models import Application, Upload
from core.cases.numbering import ALPHABET
from core.cases.paper_forms import PAPER, SHEET, EmergencyForm, PaperEntry
from core.errors import NotKeptError, StorageError
from core.ports import Randomness, Sealer, Stores
from core.services.citizens.keep_upload import KeepUpload
from core.services.citizens.keep_visits import ResumeCode as EntryCode
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.sealed_visits import SealedVisits, VisitState
from core.visits.models import KeptVisit
from core.visits.passing import (
    CODE_SYMBOLS,
    DIGITS,
    RESUME_CODE_LASTS,
    RESUME_NUMBER_SYMBOLS,
    TOKEN_ALPHABET,
    TOKEN_SYMBOLS,
    digest_of,
    resume_number,
)
from core.visits.steps import VisitStep


@dataclass(frozen=True, slots=True)
class SheetScan:
    """A scan of the sheet that was signed, as it was brought."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)


class PaperEntryVisits:
    """Lays visits ready. Without a sealer there are none; without ``keep`` nothing is scanned."""

    def __init__(
        self,
        *,
        randomness: Randomness,
        sealer: Sealer | None = None,
        lasts: timedelta = RESUME_CODE_LASTS,
        keep: KeepUpload | None = None,
        leases: FileLeases | None = None,
    ) -> None:
        self._randomness = randomness
        self._sealed = SealedVisits(VisitState, sealer)
        self._lasts = lasts
        self._keep = keep
        self._leases = leases

    @property
    def can_be_laid(self) -> bool:
        """Say whether visits are kept here."""
        return self._sealed.can_seal

    def new_key(self) -> str:
        """Return the submission key of a visit that begins."""
        return self._randomness(TOKEN_SYMBOLS, TOKEN_ALPHABET)

    def kept(self, scan: SheetScan | None, key: str) -> Upload | None:
        """Check a scan and keep it for the visit.

        Raises:
            NotKeptError: If no scans are taken here.
            UploadRefusedError: If it cannot be taken.
        """
        if scan is None:
            return None
        if self._keep is None:
            raise NotKeptError
        return self._keep(
            document=SHEET, subject="", name=scan.name, content=scan.content, holder=key
        )

    def lay_ready(self, stores: Stores, form: EmergencyForm, entry: PaperEntry) -> EntryCode:
        """Keep the visit that enters a form, and return what opens it."""
        symbols = self._randomness(RESUME_NUMBER_SYMBOLS, ALPHABET)
        code = self._randomness(CODE_SYMBOLS, DIGITS)
        application = Application(
            entry.key, form.theme_code, form.theme_version, {}, {}, channel=PAPER
        )
        received = entry.reception.received_at.isoformat()
        place = {
            "step": VisitStep.QUESTIONS.value,
            "form": {"number": form.number, "received_at": received},
        }
        sealed = self._sealed.seal(VisitState(application, place), f"{symbols}:{code}")
        until = entry.begun_at + self._lasts
        stores.visits.keep(KeptVisit(digest_of(symbols), sealed, until))
        stores.leases.extend(entry.key, until)
        return EntryCode(resume_number(symbols), code, until)

    def let_go(self, entry: PaperEntry | None) -> None:
        """Let go of the files of a visit that cannot hand in any more."""
        if entry is not None and self._leases is not None:
            with suppress(StorageError):  # what is over is swept away later
                self._leases.let_go(entry.key)
