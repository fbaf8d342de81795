"""Give an empty database its first content: the library, and a first version of each theme."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from core.ports import Transaction
from core.services.queries.waiting_themes import untouched_themes
from core.staff.permissions import CATALOGUE_NAME
from db.engine import filling_alone
from db.failures import failures_reported
from db.transactions import transactions_of

if TYPE_CHECKING:
    from core.services.designers.publish_first_versions import Teller

_NO_HALL = ""
"""The library and the themes are the same for every hall."""


def fill_database(
    engine: Engine,
    files: Callable[[], Mapping[str, bytes]],
    *,
    at: datetime,
    tell: "Teller | None" = None,
) -> tuple[str, ...]:
    """Fill the library if it is empty and publish what never was; return the codes published.

    A theme is published as a person's is, proved over all its situations (law 8); one that is not
    proved becomes a draft. Two processes may do this at once: the second finds nothing to do.

    Args:
        engine: The database.
        files: Reads the files of the first library; not called where there is one.
        at: When.
        tell: Hears of each theme before it is verified, and why one stays a draft.
    """
    transaction = transactions_of(engine, hall=_NO_HALL)
    with failures_reported(), filling_alone(engine):
        with transaction() as stores:
            if stores.catalogue.is_empty():
                stores.catalogue.replace(files(), at=at, by=CATALOGUE_NAME)
            waiting = untouched_themes(stores)
        if not waiting:
            return ()
        return _publish(transaction, at, tell)


def _publish(transaction: Transaction, at: datetime, tell: "Teller | None") -> tuple[str, ...]:
    # Most starts have nothing to publish and do without what proves.
    from core.services.designers.publish_first_versions import (  # noqa: PLC0415 -- as it says
        publish_first_versions,
        tell_nobody,
    )

    return publish_first_versions(transaction, at=at, tell=tell or tell_nobody)
