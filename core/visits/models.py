"""What a hall keeps of visits that are no cases yet."""

from dataclasses import dataclass, field
from datetime import datetime

RECEIPT = "receipt"
"""What a link is for that brings a receipt to a phone; no document of a catalogue is called so."""

GUIDE = "guide"
"""What a link is for that brings a guide to a phone; no visit and no document is called so."""


@dataclass(frozen=True, slots=True)
class PhoneLink:
    """A way for one paper of one visit to come from a phone, for a few minutes.

    ``digest`` is that of the token in the link; ``visit`` is the submission key. ``paper``
    is what the paper is called, ``document`` and ``subject`` name it. The other way round a
    receipt goes to a phone: then ``visit`` is the number of the case, and nothing is given.
    Where somebody signs a text on their phone, ``sealed`` holds it, and of a receipt it holds the
    code, or the guide itself; only the token opens it.
    """

    digest: str
    visit: str
    document: str
    subject: str
    paper: str
    expires_at: datetime
    sealed: bytes = field(default=b"", repr=False)

    @property
    def is_receipt(self) -> bool:
        """Say whether a receipt is fetched by this link."""
        return self.document == RECEIPT

    @property
    def is_text(self) -> bool:
        """Say whether a text is read and signed by this link."""
        return bool(self.sealed) and not self.is_receipt and not self.is_guide

    @property
    def is_guide(self) -> bool:
        """Say whether a guide is read by this link."""
        return self.document == GUIDE


@dataclass(frozen=True, slots=True)
class KeptVisit:
    """A visit that somebody left to come back to. Nobody can open it without both secrets.

    ``digest`` is that of the resume number.
    """

    digest: str
    sealed: bytes = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class HelpCall:
    """Somebody at a kiosk asks for help. ``step`` says where they are, nothing says who.

    ``answered_by`` is who went there.
    """

    number: int
    kiosk: str
    step: str
    called_at: datetime
    answered_at: datetime | None = None
    answered_by: str = ""
