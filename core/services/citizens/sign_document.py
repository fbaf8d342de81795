"""Sign one document: by finger, or by typing one's name."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from core.cases.signatures import Signature, SigningWay, Stroke
from core.characters import clean
from core.errors import NameDiffersError, SignatureTooShortError, UploadRefusedError
from core.materials.inspecting import inspect
from core.ports import Clock, Inspector
from core.services.citizens.documents_to_sign import DocumentToSign
from core.services.citizens.lease_files import FileLeases

_DRAWING = "image/png"


class Signable(Protocol):
    """What can be signed: where the signature belongs, by whom, and of what it is."""

    @property
    def place(self) -> str:
        """Return the place of the signature."""

    @property
    def matter(self) -> str:
        """Return whose form it is; nothing for a text of no matter."""

    @property
    def digest(self) -> str:
        """Return the digest of what is signed."""

    @property
    def signer(self) -> str:
        """Return the name of who signs, if it is known."""

    @property
    def on_behalf_of(self) -> str:
        """Return for whom an agent signs."""


def signed(
    document: Signable,
    given: Stroke | str,
    *,
    keep: Callable[[bytes], str],
    at: datetime,
    look: Inspector = inspect,
) -> Signature:
    """Return a signature under a document: drawn, or a name that was typed.

    ``keep`` keeps what was drawn, and returns its digest; ``look`` looks at it before.

    Raises:
        SignatureTooShortError: If what was drawn is no more than a tap.
        UploadRefusedError: If it is no picture.
        NameDiffersError: If the name is not that of who has to sign, or none at all.
        StorageError: If the picture could not be kept.
    """
    moment = at.isoformat(timespec="seconds")
    place, matter, digest = document.place, document.matter, document.digest
    if isinstance(given, Stroke):
        if given.is_too_short:
            raise SignatureTooShortError
        drawn = look(given.picture)
        if drawn.media_type != _DRAWING:
            raise UploadRefusedError("unknown_type")
        picture = keep(drawn.content)
        name = document.signer
        return Signature(
            place, matter, digest, SigningWay.DRAWN, name, moment, picture, document.on_behalf_of
        )
    name = " ".join(clean(given).split())
    if not name or (document.signer and name != document.signer):
        raise NameDiffersError
    return Signature(
        place, matter, digest, SigningWay.TYPED, name, moment, on_behalf_of=document.on_behalf_of
    )


class SignDocument:
    """Takes the applicant's signatures, or their agent's."""

    def __init__(self, *, leases: FileLeases, clock: Clock, inspector: Inspector) -> None:
        self._leases = leases
        self._clock = clock
        self._look = inspector

    def __call__(
        self, document: DocumentToSign, given: Stroke | str, *, holder: str = ""
    ) -> Signature:
        """Return a signature under a document: what was drawn, or the name that was typed."""
        keep = partial(self._leases.put, holder=holder)
        return signed(document, given, keep=keep, at=self._clock(), look=self._look)
