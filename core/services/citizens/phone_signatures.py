"""A text read and signed on the phone of the person whose signature it needs.

The link carries the text sealed by its own token, so that the database tells nobody what it says
(law 14). What comes back to the kiosk is a name and the picture that was drawn.
"""

from dataclasses import replace

from pydantic import TypeAdapter

from core.cases.models import Upload
from core.cases.signatures import Signature, SigningWay, Stroke
from core.errors import LinkExpiredError, NotKeptError
from core.materials.keys import DocumentKey
from core.ports import Clock, Sealer
from core.services.citizens.phone_files import PhoneFiles
from core.services.citizens.third_signatures import DocumentText, SignText

_TEXT = TypeAdapter(DocumentText)
_MEDIA_TYPE = "application/x-signature"


class PhoneSignatures:
    """Both ends of a link for a signature; there is none without a sealer."""

    def __init__(
        self, *, links: PhoneFiles, sign: SignText, sealer: Sealer | None, clock: Clock
    ) -> None:
        self._links = links
        self._clock = clock
        self._sign = sign
        self._sealer = sealer

    @property
    def offers(self) -> bool:
        """Say whether texts can be signed on phones here."""
        return self._sealer is not None

    def offer(self, text: DocumentText, *, visit: str) -> str:
        """Open a link for one signature and return its token.

        Raises:
            NotKeptError: If nothing can be sealed here.
        """
        sealer, material = self._sealer, DocumentKey.parse(text.code)
        if sealer is None or material is None:
            raise NotKeptError
        written = _TEXT.dump_json(text)
        return self._links.offer(
            visit=visit,
            document=material.document,
            subject=material.subject,
            paper=text.name,
            seal=lambda token: sealer.seal(written, token),
        )

    def read(self, token: str) -> DocumentText:
        """Return the text that a link carries.

        Raises:
            LinkExpiredError: If it is over, was closed, or carries none.
        """
        link = self._links.look(token)
        opened = self._sealer.open(link.sealed, token) if self._sealer and link.is_text else None
        if opened is None:
            raise LinkExpiredError
        return _TEXT.validate_json(opened)

    def give(self, token: str, given: Stroke | str, *, name: str = "") -> Signature:
        """Take a signature from the phone; ``name`` is who signs, if the form does not tell.

        Raises:
            LinkExpiredError, TooManyFilesError: As for files.
            SignatureTooShortError, NameDiffersError, UploadRefusedError: If it is none.
        """
        text = self.read(token)
        named = replace(text, signer=text.signer or " ".join(name.split()))
        link = self._links.look(token)
        signature = self._sign(named, given, holder=link.visit)
        self._links.leave(
            token,
            Upload(link.document, link.subject, signature.name, _MEDIA_TYPE, 0, signature.picture),
        )
        return signature

    def collect(self, token: str, text: DocumentText) -> Signature | None:
        """Return the signature that has come under a text, the last if there are several.

        Raises:
            LinkExpiredError: If the link is over.
        """
        came = self._links.collect(token)
        if not came:
            return None
        way = SigningWay.DRAWN if came[-1].digest else SigningWay.TYPED
        return Signature(
            text.place,
            text.matter,
            text.digest,
            way,
            came[-1].name,
            self._clock().isoformat(timespec="seconds"),
            came[-1].digest,
            role=text.role,
            text=text.text,
        )
