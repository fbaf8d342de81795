"""A receipt for the applicant's phone: by a link for one use, to whoever knows their number.

The address alone opens nothing: whoever photographs the code, or finds the address in a
browser, has to know the last four of the number, and comes too late once it was used. The code
of the receipt stands nowhere but on it, so the link carries it sealed by its own token.
"""

from dataclasses import dataclass, field

from core.errors import (
    LinkExpiredError,
    ReceiptLinkOverError,
    ReceiptRefusedError,
    TrackingRefusedError,
)
from core.ports import Sealer
from core.services.citizens.authenticate import Authenticate, Credentials
from core.services.citizens.phone_files import PhoneFiles
from core.visits.models import RECEIPT, PhoneLink


@dataclass(frozen=True, slots=True)
class OpenedReceipt:
    """What a link led to: the case, and the code that its receipt bears, if it bears one."""

    case_number: str
    code: str = field(default="", repr=False)


class PhoneReceipts:
    """Opens links to receipts, and what is behind them once.

    Guesses count as those of who tracks the case do (:class:`SecretGuard`): a link gives nobody
    any more of them. Without a sealer the receipt comes without its code.
    """

    def __init__(
        self, *, links: PhoneFiles, authenticate: Authenticate, sealer: Sealer | None
    ) -> None:
        self._links = links
        self._authenticate = authenticate
        self._sealer = sealer

    def offer(self, case_number: str, code: str = "") -> str:
        """Open a link by which a phone fetches the receipt of a case, and return its token."""
        return self._links.offer(
            visit=case_number,
            document=RECEIPT,
            subject="",
            paper="",
            seal=lambda token: self._sealed(code, token),
        )

    def look(self, token: str) -> None:
        """Expect a link to lead to a receipt, still.

        Raises:
            ReceiptLinkOverError: If it was used, or is over, or never was.
        """
        self._link(token)

    def open(self, token: str, last_four: str, *, place: str) -> OpenedReceipt:
        """Use a link and return what it leads to; it opens nothing any more.

        Raises:
            ReceiptLinkOverError: If it was used, or is over, or never was.
            ReceiptRefusedError: If these are not the last four. Then it can still be used.
            TrackingLockedError: If there were too many wrong attempts lately.
        """
        link = self._link(token)
        try:
            self._authenticate(Credentials(link.visit, last_four, place))
        except TrackingRefusedError:
            raise ReceiptRefusedError from None
        try:
            self._links.use(token)
        except LinkExpiredError:  # somebody else was faster
            raise ReceiptLinkOverError from None
        return OpenedReceipt(link.visit, self._code_in(link, token))

    def _link(self, token: str) -> PhoneLink:
        try:
            link = self._links.look(token)
        except LinkExpiredError:
            raise ReceiptLinkOverError from None
        if not link.is_receipt:
            raise ReceiptLinkOverError
        return link

    def _code_in(self, link: PhoneLink, token: str) -> str:
        opened = self._sealer.open(link.sealed, token) if self._sealer and link.sealed else None
        return opened.decode() if opened else ""

    def _sealed(self, code: str, token: str) -> bytes:
        return self._sealer.seal(code.encode(), token) if self._sealer and code else b""
