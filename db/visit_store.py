"""What visits pass on, in the database of one hall."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from core.cases.models import Upload
from core.visits.models import KeptVisit, PhoneLink
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.vault import vault_of
from db.visit_tables import KeptVisitRow, PhoneFileRow, PhoneLinkRow

_UPLOAD_PARTS = tuple(part.name for part in fields(Upload))


class SqlVisitStore:
    """Implements :class:`core.ports.VisitStore`. The caller owns the transaction."""

    def __init__(self, session: Session, *, hall: str) -> None:
        self._session = session
        self._hall = hall
        self._vault = vault_of(session, hall=hall)

    def add_link(self, link: PhoneLink) -> None:
        """Insert a link."""
        row = {**asdict(link), "visit": self._visit(link.visit), "visit_key": link.visit}
        sealed = self._vault.rows.seal(PhoneLinkRow, row)
        self._session.add(PhoneLinkRow(hall=self._hall, **sealed))
        self._session.flush()

    def link(self, digest: str, *, to_change: bool = False) -> PhoneLink | None:
        """Return a link, over or not."""
        place = (self._hall, digest)
        row = sound_row(self._session, PhoneLinkRow, place, to_change=to_change)
        if row is None:
            return None
        with spoilt_reported(f"phone_link {digest}"):
            return link_of(self._vault.opened(row))

    def add_file(self, digest: str, upload: Upload) -> None:
        """Insert a file that came by a link."""
        row = self._vault.rows.seal(PhoneFileRow, {"link": digest, **asdict(upload)})
        self._session.add(PhoneFileRow(hall=self._hall, **row))
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
        rows = sound_rows(self._session, PhoneFileRow, came, self._with_upload)
        for row, _ in rows:
            self._session.delete(row)
        return tuple(upload for _, upload in rows)

    def end_links(self, visit: str) -> None:
        """Remove the links of a visit and what came by them."""
        links = select(PhoneLinkRow.digest).where(
            PhoneLinkRow.hall == self._hall, PhoneLinkRow.visit == self._visit(visit)
        )
        self._remove_links(self._session.exec(links).all())

    def keep(self, visit: KeptVisit) -> None:
        """Insert or replace a visit left for later."""
        row = self._vault.rows.seal(KeptVisitRow, asdict(visit))
        self._session.merge(KeptVisitRow(hall=self._hall, **row))
        self._session.flush()

    def kept(self, digest: str, *, to_change: bool = False) -> KeptVisit | None:
        """Return a visit left for later, if it is there."""
        place = (self._hall, digest)
        row = sound_row(self._session, KeptVisitRow, place, to_change=to_change)
        if row is None:
            return None
        with spoilt_reported("kept_visit"):
            return KeptVisit(row.digest, self._vault.opened(row).sealed, row.expires_at)

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

    def _visit(self, visit: str) -> str:
        return self._vault.found_by("visit", visit)

    def _with_upload(self, row: PhoneFileRow) -> tuple[PhoneFileRow, Upload]:
        opened = self._vault.opened(row)
        return row, Upload(**{name: getattr(opened, name) for name in _UPLOAD_PARTS})

    def _remove_links(self, digests: Iterable[str]) -> None:
        found = list(digests)
        for table, key in ((PhoneFileRow, PhoneFileRow.link), (PhoneLinkRow, PhoneLinkRow.digest)):
            self._session.exec(
                delete(table).where(col(table.hall) == self._hall, col(key).in_(found))
            )


def link_of(row: Any) -> PhoneLink:
    """Return a link."""
    return PhoneLink(
        row.digest, row.visit_key, row.document, row.subject, row.paper, row.expires_at, row.sealed
    )
