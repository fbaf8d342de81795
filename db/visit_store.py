"""What visits pass on, in the database of one hall."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from core.cases.models import Upload
from core.visits.models import KeptVisit, PhoneLink
from db.sound_rows import sound_row, sound_rows
from db.visit_tables import KeptVisitRow, PhoneFileRow, PhoneLinkRow

_UPLOAD_PARTS = tuple(part.name for part in fields(Upload))


class SqlVisitStore:
    """Implements :class:`core.ports.VisitStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall

    def add_link(self, link: PhoneLink) -> None:
        """Insert a link."""
        self._session.add(PhoneLinkRow(hall=self._hall, **asdict(link)))
        self._session.flush()

    def link(self, digest: str, *, to_change: bool = False) -> PhoneLink | None:
        """Return a link, over or not."""
        place = (self._hall, digest)
        row = sound_row(self._session, PhoneLinkRow, place, to_change=to_change)
        if row is None:
            return None
        return PhoneLink(
            row.digest, row.visit, row.document, row.subject, row.paper, row.expires_at, row.sealed
        )

    def add_file(self, digest: str, upload: Upload) -> None:
        """Insert a file that came by a link."""
        self._session.add(PhoneFileRow(hall=self._hall, link=digest, **asdict(upload)))
        self._session.flush()

    def waiting_files(self, digest: str) -> int:
        """Return how many files of a link nobody has taken yet."""
        files = select(func.count()).select_from(PhoneFileRow)
        return self._session.exec(
            files.where(PhoneFileRow.hall == self._hall, PhoneFileRow.link == digest)
        ).one()

    def take_files(self, digest: str) -> tuple[Upload, ...]:
        """Remove the files that came by a link and return them, in the order they came."""
        came = (
            select(PhoneFileRow)
            .where(PhoneFileRow.hall == self._hall, PhoneFileRow.link == digest)
            .order_by(col(PhoneFileRow.number))
            .with_for_update()
        )
        rows = sound_rows(self._session, PhoneFileRow, came, _as_it_is)
        for row in rows:
            self._session.delete(row)
        return tuple(Upload(**{name: getattr(row, name) for name in _UPLOAD_PARTS}) for row in rows)

    def end_links(self, visit: str) -> None:
        """Remove the links of a visit and what came by them."""
        links = select(PhoneLinkRow.digest).where(
            PhoneLinkRow.hall == self._hall, PhoneLinkRow.visit == visit
        )
        self._remove_links(self._session.exec(links).all())

    def keep(self, visit: KeptVisit) -> None:
        """Insert or replace a visit left for later."""
        self._session.merge(KeptVisitRow(hall=self._hall, **asdict(visit)))
        self._session.flush()

    def kept(self, digest: str) -> KeptVisit | None:
        """Return a visit left for later, if it is there."""
        row = sound_row(self._session, KeptVisitRow, (self._hall, digest))
        if row is None:
            return None
        return KeptVisit(row.digest, row.sealed, row.expires_at)

    def forget(self, digest: str) -> bool:
        """Remove a visit left for later; say whether it was still there."""
        removed = self._session.exec(
            delete(KeptVisitRow).where(
                col(KeptVisitRow.hall) == self._hall, col(KeptVisitRow.digest) == digest
            )
        )
        return removed.rowcount == 1

    def forget_expired(self, now: datetime) -> int:
        """Remove every link, file and visit whose time is over; return how many there were."""
        links = self._session.exec(
            select(PhoneLinkRow.digest).where(
                PhoneLinkRow.hall == self._hall, PhoneLinkRow.expires_at <= now
            )
        ).all()
        self._remove_links(links)
        visits = self._session.exec(
            delete(KeptVisitRow).where(
                col(KeptVisitRow.hall) == self._hall, col(KeptVisitRow.expires_at) <= now
            )
        )
        return len(links) + visits.rowcount

    def _remove_links(self, digests: Iterable[str]) -> None:
        found = list(digests)
        for table, key in ((PhoneFileRow, PhoneFileRow.link), (PhoneLinkRow, PhoneLinkRow.digest)):
            self._session.exec(
                delete(table).where(col(table.hall) == self._hall, col(key).in_(found))
            )


def _as_it_is(row: PhoneFileRow) -> PhoneFileRow:
    return row
