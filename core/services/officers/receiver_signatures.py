"""Keep what somebody draws who takes results at the counter, with the case and as long as it."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.cases.models import Case, Upload
from core.cases.sealing import SEALS
from core.cases.signatures import RECEIVED, Stroke, document_digest
from core.errors import SignatureTooShortError, UploadRefusedError
from core.ports import Inspector, Stores
from core.services.citizens.expect_files import expect_file
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.write_event import file_seals
from core.services.officers.ready_results import MatterResult

_DRAWING = "image/png"


class ReceiverSignatures:
    """Takes signatures under what is handed over, as the kiosk takes those under forms."""

    def __init__(self, leases: FileLeases, inspector: Inspector) -> None:
        self._leases = leases
        self._look = inspector

    def kept(self, drawn: Stroke, number: str) -> Upload:
        """Keep what was drawn, held for a case that does not have it yet.

        Raises:
            SignatureTooShortError: If it is no more than a tap.
            UploadRefusedError: If it is no picture.
            StorageError: If it could not be kept.
        """
        if drawn.is_too_short:
            raise SignatureTooShortError
        looked = self._look(drawn.picture)
        if looked.media_type != _DRAWING:
            raise UploadRefusedError("unknown_type")
        digest = self._leases.put(looked.content, holder=number)
        return Upload(RECEIVED, "", "signature.png", _DRAWING, len(looked.content), digest)

    def expect_there(self, stores: Stores, case: Case, picture: Upload) -> None:
        """Look whether a picture is still there, in the transaction that gives it to the case.

        Raises:
            FilesGoneError: If it was swept away in between.
        """
        expect_file(picture, stores, self._leases, holder=case.number)


def signed(
    case: Case,
    picture: Upload,
    said: Mapping[str, Mapping[str, Any]],
    results: Iterable[MatterResult],
) -> dict[str, Mapping[str, Any]]:
    """Return what is said of each matter, with the signature and the digest of what it is under.

    The first one bears the seal of the file, as the case gets it with that entry.
    """
    papers = {result.matter: list(result.papers) for result in results}
    document = document_digest(case.application.submission_key, "", RECEIVED, papers)
    signature = {"picture": picture.digest, "document": document}
    words = {code: {**details, "signature": signature} for code, details in said.items()}
    first = next(iter(words))
    return {**words, first: {**words[first], SEALS: file_seals(case, picture)}}
