"""What seals, opens and finds in one transaction, the same for all of its stores."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlmodel import Session, SQLModel

from db.data_keys import DataKeys
from db.look_ups import LookUps
from db.sealed_rows import RowSealer

_KEYS = "data keys"


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens the rows of a hall, and makes what they are found by."""

    hall: str
    keys: DataKeys
    rows: RowSealer
    look_ups: LookUps

    def found_by(self, kind: str, value: str) -> str:
        """Return what a value of this hall is found by."""
        return self.look_ups.of(kind, value, hall=self.hall)

    def opened(self, row: SQLModel) -> Any:
        """Return what a row says, as if nothing of it were encrypted.

        Raises:
            ValueError: If any of it does not open.
        """
        return SimpleNamespace(**self.rows.read(type(row), row.model_dump()))

    def file(self, digest: str) -> str:
        """Return what a file is found by: all halls share one folder."""
        return self.look_ups.of("file", digest)


def vault_of(session: Session, *, hall: str = "") -> Vault:
    """Return the vault of a session."""
    keys = session.info.get(_KEYS)
    if keys is None:
        keys = session.info[_KEYS] = DataKeys(session)
    return Vault(hall, keys, RowSealer(keys, hall=hall), LookUps(keys))
