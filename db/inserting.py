"""Insert rows that may be there already: by one statement, so that two at once are both right."""

from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert


def insert_into(session: Session, table: type[SQLModel]) -> "Insert":
    """Return an insertion that can say what happens on a conflict; both databases say it alike."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)  # type: ignore[return-value]
