"""What files are called on the disk: look-ups, as they stand in the database."""

from contextlib import closing

from sqlalchemy import Engine

from core.errors import LookUpsLostError
from core.ports import Keyring, WrappedKey
from db.data_keys import unwrapped
from db.look_ups import PLACE, PURPOSE, look_up

_ASKED = (
    "SELECT key_id, wrapped FROM data_key WHERE hall = '' AND scope = 'list' AND name = 'look-ups'"
)


class FileNames:
    """Returns the name of a file by its digest, whatever transaction is going on.

    The key never changes, so it is read once: past the transactions of the engine, since whoever
    asks may be within one, and on SQLite the next would wait for it.
    """

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._keyring = keyring
        self._key = b""

    def __call__(self, digest: str) -> str:
        """Return the name.

        Raises:
            LookUpsLostError: If there is no key of look-ups, or it was altered.
            KeyMissingError: If the key it is wrapped under is not among those here.
        """
        self._key = self._key or self._read()
        return look_up(self._key, "file", PLACE[0], digest).hex()

    def _read(self) -> bytes:
        with closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(_ASKED)
            row = cursor.fetchone()
        if row is None:
            raise LookUpsLostError
        key_id, wrapped = row
        cipher = unwrapped(self._keyring, PLACE, WrappedKey(key_id, bytes(wrapped)))
        if cipher is None:
            raise LookUpsLostError
        return cipher.derived(PURPOSE)
