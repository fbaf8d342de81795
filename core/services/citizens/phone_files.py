"""Files from the applicant's phone: a link for one paper of one visit, open for some minutes.

The kiosk shows the link and fetches what has arrived; the phone gives. Neither knows more of
the other than the paper's name, and nothing stays behind once the kiosk has taken it.
"""

from collections.abc import Callable

from core.cases.models import Upload
from core.errors import LinkExpiredError, TooManyFilesError
from core.ports import Clock, Randomness, Stores, Transaction
from core.visits.models import PhoneLink
from core.visits.passing import (
    LINK_LASTS,
    MOST_FILES,
    TOKEN_ALPHABET,
    TOKEN_SYMBOLS,
    digest_of,
)


def _nothing_sealed(token: str) -> bytes:
    return b""


class PhoneFiles:
    """Both ends of a link. ``keep`` checks and keeps a file, and returns what stands for it."""

    def __init__(
        self,
        *,
        transaction: Transaction,
        clock: Clock,
        randomness: Randomness,
        keep: Callable[..., Upload],
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._randomness = randomness
        self._keep = keep

    def offer(
        self,
        *,
        visit: str,
        document: str,
        subject: str,
        paper: str,
        seal: Callable[[str], bytes] = _nothing_sealed,
    ) -> str:
        """Open a link for a paper and return its token; it is kept nowhere else.

        ``seal`` returns what the link carries, sealed by the token.
        """
        token = self._randomness(TOKEN_SYMBOLS, TOKEN_ALPHABET)
        now = self._clock()
        link = PhoneLink(
            digest_of(token), visit, document, subject, paper, now + LINK_LASTS, seal(token)
        )
        with self._transaction() as stores:
            stores.visits.add_link(link)
        return token

    def look(self, token: str) -> PhoneLink:
        """Return what a link is for.

        Raises:
            LinkExpiredError: If it is over, or was closed, or never was.
        """
        with self._transaction() as stores:
            return self._open_link(stores, token)

    def give(self, token: str, *, name: str, content: bytes) -> Upload:
        """Take a file from the phone.

        Raises:
            LinkExpiredError: If the link is over.
            TooManyFilesError: If as many files as one link takes are there already.
            UploadRefusedError: If the file cannot be taken.
        """
        link = self.look(token)
        if link.is_receipt or link.is_text or link.is_guide:
            raise LinkExpiredError
        upload = self._keep(
            document=link.document,
            subject=link.subject,
            name=name,
            content=content,
            holder=link.visit,
        )
        return self.leave(token, upload)

    def leave(self, token: str, upload: Upload) -> Upload:
        """Leave something for the kiosk to collect.

        Raises:
            LinkExpiredError: If the link is over.
            TooManyFilesError: If as many as one link takes are there already.
        """
        with self._transaction() as stores:
            link = self._open_link(stores, token, to_change=True)
            if stores.visits.waiting_files(link.digest) >= MOST_FILES:
                raise TooManyFilesError
            stores.visits.add_file(link.digest, upload)
        return upload

    def collect(self, token: str) -> tuple[Upload, ...]:
        """Return what has arrived since the last time, and let go of it here.

        Raises:
            LinkExpiredError: If the link is over.
        """
        with self._transaction() as stores:
            return stores.visits.take_files(self._open_link(stores, token).digest)

    def use(self, token: str) -> None:
        """End a link that is good for one use, and all others of its visit, once.

        Raises:
            LinkExpiredError: If it was used already, or is over.
        """
        with self._transaction() as stores:
            link = self._open_link(stores, token, to_change=True)
            stores.visits.end_links(link.visit)

    def close(self, visit: str) -> None:
        """Close every link of a visit."""
        with self._transaction() as stores:
            stores.visits.end_links(visit)

    def _open_link(self, stores: Stores, token: str, *, to_change: bool = False) -> PhoneLink:
        link = stores.visits.link(digest_of(token), to_change=to_change)
        if link is None or link.expires_at <= self._clock():
            raise LinkExpiredError
        return link
