"""SQLModel tables of what departments' own systems are told, and what they tell."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.tables import CODE, DIGEST

PENDING = text("state = 'pending'")


class OutboxMessageRow(SQLModel, table=True):
    """One entry of a history that a department's system is to be told of.

    ``letter`` is what is sent, sealed under the key of the case; it is empty before the first
    attempt and after the message has arrived.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="message_of_case",
        ),
        Index(
            "messages_due",
            "hall",
            "department",
            "next_at",
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
        Index("messages_of_case", "hall", "case_number"),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    id: str = Field(primary_key=True, max_length=32)
    department: str = Field(max_length=CODE)
    case_number: str = Field(max_length=32)
    matter: str = Field(max_length=CODE)
    kind: str = Field(max_length=32)
    sequence: int
    created_at: datetime = Field(sa_type=UtcInstant)
    state: str = Field(max_length=16)
    attempts: int
    next_at: datetime = Field(sa_type=UtcInstant)
    last_error: str = Field(max_length=32)
    letter: bytes = Field(sa_type=SealedBytes)


class InboxMessageRow(SQLModel, table=True):
    """What became of a message that a department's system sent; nothing of what it said."""

    __tablename__ = "inbox_message"

    hall: str = Field(primary_key=True, max_length=CODE)
    department: str = Field(primary_key=True, max_length=CODE)
    id: str = Field(primary_key=True, max_length=CODE)
    digest: str = Field(max_length=DIGEST)
    at: datetime = Field(sa_type=UtcInstant)
    case_number: str = Field(max_length=32)
    matter: str = Field(max_length=CODE)
    action: str = Field(max_length=32)
    outcome: str = Field(max_length=16)
    problem: str = Field(max_length=CODE)
