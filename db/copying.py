"""Copy a whole database, of either kind, while others work with it."""

from sqlalchemy.engine import make_url

from core.ports import DatabaseCopier, Keyring
from db.postgres_copies import PostgresCopier
from db.sqlite_copies import SqliteCopier


def copier_of(url: str, *, keyring: Keyring | None = None) -> DatabaseCopier:
    """Return what copies the database at an address; nothing is opened yet.

    What is restored from an earlier version is brought up to date, which takes the keys.
    """
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    return (SqliteCopier if is_sqlite else PostgresCopier)(url, keyring=keyring)
