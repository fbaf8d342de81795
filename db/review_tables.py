"""SQLModel tables of what departments ask before they accept."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.tables import CODE, NAME

PLACE = 2 * CODE + 1
"""A document and a subject, or the code of a field."""


class CorrectionRow(SQLModel, table=True):
    """One item of a correction notice, and what came of it."""

    __tablename__ = "correction"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="correction_of_case",
        ),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(primary_key=True, max_length=32)
    matter: str = Field(primary_key=True, max_length=CODE)
    place: str = Field(primary_key=True, max_length=PLACE)
    number: int = Field(primary_key=True)
    position: int
    label: bytes = Field(sa_type=SealedBytes)
    wrong: bytes = Field(sa_type=SealedBytes)
    remedy: bytes = Field(sa_type=SealedBytes)
    asked_by: str = Field(max_length=NAME)
    asked_at: datetime = Field(sa_type=UtcInstant)
    until: date
    answer: bytes = Field(sa_type=SealedBytes)
    answered_at: datetime | None = Field(default=None, sa_type=UtcInstant)
