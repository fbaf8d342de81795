"""The receipt on the applicant's phone: a link that brings it there, with its code.

The code stands nowhere but on the receipt, so the link carries it sealed by its own token.
"""

from core.ports import Sealer
from core.services.kiosk.phone_files import PhoneFiles
from core.visits.models import RECEIPT


class PhoneReceipts:
    """Both ends of such a link; without a sealer the receipt comes without its code."""

    def __init__(self, *, links: PhoneFiles, sealer: Sealer | None) -> None:
        self._links = links
        self._sealer = sealer

    def offer(self, case_number: str, code: str = "") -> str:
        """Open a link by which a phone fetches the receipt of a case, and return its token."""
        return self._links.offer(
            visit=case_number, document=RECEIPT, subject="", paper=case_number,
            seal=lambda token: self._sealed(code, token),
        )  # fmt: skip

    def code_of(self, token: str) -> str:
        """Return the code that a link carries, if it carries one.

        Raises:
            LinkExpiredError: If the link is over.
        """
        link = self._links.look(token)
        opened = self._sealer.open(link.sealed, token) if self._sealer and link.sealed else None
        return opened.decode() if opened else ""

    def _sealed(self, code: str, token: str) -> bytes:
        return self._sealer.seal(code.encode(), token) if self._sealer and code else b""
