"""Drafts and published versions of themes in the database."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.errors import AlteredRecordError, UnknownThemeError, failures_reported
from core.ports import Draft
from core.themes.publishing import ThemeVersion, restore, snapshot_of
from db.inserting import insert_into
from db.sound_rows import sound_row, sound_rows, spoilt_reported
from db.tables import ThemeDraftRow, ThemeVersionRow
from db.vault import vault_of


class SqlThemeStore:
    """Implements :class:`core.ports.ThemeStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vault = vault_of(session)

    def published_codes(self) -> tuple[str, ...]:
        """Return the codes of the themes that have a published version, in order."""
        return tuple(self.latest_numbers())

    def latest_numbers(self) -> Mapping[str, int]:
        """Return the number of the newest version of every published theme, in order of code."""
        code, version = col(ThemeVersionRow.code), col(ThemeVersionRow.version)
        keys = select_columns(code, version).order_by(code, version)
        return dict(sound_rows(self._session, ThemeVersionRow, keys, tuple))

    def latest(self, code: str) -> ThemeVersion:
        """Return the newest version of a theme."""
        number = self.latest_numbers().get(code)
        if number is None:
            raise UnknownThemeError(code=code)
        return self.version(code, number)

    def version(self, code: str, number: int) -> ThemeVersion:
        """Return one version of a theme."""
        row = sound_row(self._session, ThemeVersionRow, (code, number))
        if row is None:
            raise UnknownThemeError(code=code)
        return version_of(row)

    def publish(self, version: ThemeVersion) -> None:
        """Add a version. Versions are never changed or removed."""
        snapshot = _canonical(snapshot_of(version.theme, version.catalogue))
        if _digest(snapshot) != version.checksum:
            raise AlteredRecordError(what=f"theme_version {version.code} {version.version}")
        self._session.add(
            ThemeVersionRow(
                code=version.code,
                version=version.version,
                snapshot=snapshot,
                checksum=version.checksum,
                published_at=version.published_at,
                published_by=version.published_by,
            )
        )
        self._session.flush()

    def drafts(self) -> tuple[Draft, ...]:
        """Return every draft, by code."""
        rows = select(ThemeDraftRow).order_by(ThemeDraftRow.code)
        return tuple(sound_rows(self._session, ThemeDraftRow, rows, self._made))

    def draft_codes(self) -> tuple[str, ...]:
        """Return the code of every draft, in order, whatever became of it."""
        return tuple(self._session.exec(select(ThemeDraftRow.code).order_by(ThemeDraftRow.code)))

    def draft(self, code: str) -> Draft | None:
        """Return the draft of a theme, if there is one.

        Its row stays locked until the end of the transaction, so that the revision that
        somebody compares is still the newest when they save.
        """
        row = sound_row(self._session, ThemeDraftRow, code, to_change=True)
        if row is None:
            return None
        with spoilt_reported(f"theme_draft {code}"):
            return self._made(row)

    def draft_revision(self, code: str) -> int | None:
        """Return how often the draft of a theme was saved, locking nothing, if there is one."""
        revision = select(ThemeDraftRow.revision).where(ThemeDraftRow.code == code)
        return self._session.exec(revision).one_or_none()

    def add_draft(self, draft: Draft) -> bool:
        """Insert a draft; say whether there was none, not even a moment ago."""
        new = insert_into(self._session, ThemeDraftRow).values(**self._row_of(draft))
        added = new.on_conflict_do_nothing(index_elements=["code"])
        returned = self._session.execute(added.returning(col(ThemeDraftRow.code)))
        return returned.scalar_one_or_none() is not None

    def save_draft(self, draft: Draft) -> None:
        """Insert or replace a draft."""
        self._session.merge(ThemeDraftRow(**self._row_of(draft)))
        self._session.flush()

    def _row_of(self, draft: Draft) -> dict[str, Any]:
        row = {**asdict(draft), "document": dict(draft.document)}
        return self._vault.rows.seal(ThemeDraftRow, row)

    def _made(self, row: ThemeDraftRow) -> Draft:
        return draft_of(self._vault.opened(row))


def draft_of(row: Any) -> Draft:
    """Return a draft as it was saved."""
    return Draft(row.code, row.document, row.revision, row.saved_at, row.saved_by)


def version_of(row: ThemeVersionRow) -> ThemeVersion:
    """Return a version.

    Raises:
        AlteredRecordError: If it is no longer as it was published.
    """
    altered = AlteredRecordError(what=f"theme_version {row.code} {row.version}")
    if _digest(row.snapshot) != row.checksum:
        raise altered
    with failures_reported(lambda _: altered):
        theme, catalogue = _restored(row.snapshot)
    return ThemeVersion(
        code=row.code,
        version=row.version,
        theme=theme,
        catalogue=catalogue,
        checksum=row.checksum,
        published_at=row.published_at,
        published_by=row.published_by,
    )


@lru_cache(maxsize=64)
def _restored(snapshot: str) -> tuple[Theme, Catalogue]:
    """Read a snapshot once for all who ask: a version is the same for ever."""
    return restore(json.loads(snapshot))


def _canonical(snapshot: Mapping[str, Any]) -> str:
    """Return the text whose SHA-256 is the checksum of :mod:`core.themes.publishing`."""
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
