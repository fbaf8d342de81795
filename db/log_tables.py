"""SQLModel tables of the log: every entry of every history of a hall, in one order (law 20)."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from db.tables import CODE, DIGEST


class CaseLogRow(SQLModel, table=True):
    """How long the log of a hall is. Who adds to it waits for whoever is adding."""

    __tablename__ = "case_log"

    hall: str = Field(primary_key=True, max_length=CODE)
    size: int


class CaseLogEntryRow(SQLModel, table=True):
    """One leaf of the tree over all cases. A trigger refuses every change."""

    __tablename__ = "case_log_entry"
    __table_args__ = (UniqueConstraint("hall", "case_number", "sequence", name="entry_once"),)

    hall: str = Field(primary_key=True, max_length=CODE)
    position: int = Field(primary_key=True)
    case_number: str = Field(max_length=32)
    sequence: int
    digest: str = Field(max_length=DIGEST)
