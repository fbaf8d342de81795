"""Copy a whole database, of either kind, while others work with it."""

from sqlalchemy.engine import make_url

from core.ports import DatabaseCopier
from db.postgres_copies import PostgresCopier
from db.sqlite_copies import SqliteCopier


def copier_of(url: str) -> DatabaseCopier:
    """Return what copies the database at an address; nothing is opened yet."""
    address = make_url(url)
    return SqliteCopier(url) if address.get_backend_name() == "sqlite" else PostgresCopier(url)
