"""What was pulled from the matter-publishing site, in the database."""

import zlib
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.catalogue.published_matters import PublishedMatter
from core.errors import StoreBusyError
from core.ports.matter_sites import PULL, PullAction, PullEvent
from db.inserting import insert_into
from db.pull_tables import MatterPullRow
from db.sound_rows import sound_rows

_LARGEST = 2 * 1024 * 1024
"""What a site says of one matter is never larger."""


class SqlPullStore:
    """Implements :class:`core.ports.PullStore`. The caller owns the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def newest(self) -> Mapping[str, tuple[PullEvent, ...]]:
        """Return, by code, the newest pull of each matter with what followed it."""
        return self._read(_since_newest())

    def of(self, code: str) -> tuple[PullEvent, ...]:
        """Return the newest pull of one matter with what followed it."""
        return self._read(_since_newest().where(MatterPullRow.code == code)).get(code, ())

    def add(self, event: PullEvent) -> None:
        """Add what happened.

        Raises:
            StoreBusyError: If something else happened to it at the same moment.
        """
        row = {
            "code": event.code,
            "number": event.number,
            "action": event.action.value,
            "content": zlib.compress(event.content.encode(), 9),
            "happened_at": event.at,
            "happened_by": event.by,
            "reason": event.reason,
        }
        new = insert_into(self._session, MatterPullRow).values(**row)
        # PostgreSQL counts no rows here, so that what was inserted is asked back.
        inserted = new.on_conflict_do_nothing().returning(col(MatterPullRow.number))
        if self._session.execute(inserted).scalar_one_or_none() is None:
            raise StoreBusyError(reason="pulled or decided by others at the same time")

    def _read(self, rows: SelectOfScalar[MatterPullRow]) -> dict[str, tuple[PullEvent, ...]]:
        events = sound_rows(self._session, MatterPullRow, rows, event_in)
        by_code = groupby(events, key=lambda event: event.code)
        found = {code: tuple(group) for code, group in by_code}
        return {c: group for c, group in found.items() if group[0].action is PullAction.PULLED}


def _since_newest() -> SelectOfScalar[MatterPullRow]:
    """Select, of each matter, the newest pull and what followed it."""
    place = (col(MatterPullRow.code), col(MatterPullRow.number))
    newest = (
        select(MatterPullRow.code, func.max(place[1]).label("number"))
        .where(MatterPullRow.action == PullAction.PULLED.value)
        .group_by(place[0])
        .subquery()
    )
    follows = and_(place[0] == newest.c.code, place[1] >= newest.c.number)
    return select(MatterPullRow).join(newest, follows).order_by(*place)


def event_in(row: Any) -> PullEvent:
    """Return what a row says.

    Raises:
        ValueError: If it makes no sense.
    """
    action, content = PullAction(row.action), _unpacked(row.content)
    if row.code != PULL and action is PullAction.PULLED:
        PublishedMatter.model_validate_json(content)
    return PullEvent(
        row.code, row.number, action, content, row.happened_at, row.happened_by, row.reason
    )


def _unpacked(packed: bytes) -> str:
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, _LARGEST)
    except zlib.error as error:
        raise ValueError from error
    if not unpacking.eof:
        raise ValueError
    return content.decode()
