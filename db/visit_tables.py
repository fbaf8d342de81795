"""Rows of what visits pass on, and of calls for help: short-lived, and known by digests only."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.tables import CODE, DIGEST, NAME

OPEN = text("answered_at IS NULL")


class PhoneLinkRow(SQLModel, table=True):
    """A link for one paper of one visit."""

    __tablename__ = "phone_link"

    hall: str = Field(primary_key=True, max_length=CODE)
    digest: str = Field(primary_key=True, max_length=DIGEST)
    visit: str = Field(max_length=CODE, index=True)
    document: str = Field(max_length=CODE)
    subject: str = Field(max_length=CODE)
    paper: str = Field(max_length=NAME)
    expires_at: datetime = Field(sa_type=UtcInstant)
    visit_key: bytes = Field(sa_type=SealedBytes)
    sealed: bytes = Field(sa_type=SealedBytes)


class PhoneFileRow(SQLModel, table=True):
    """A file that came by a link and waits for the kiosk."""

    __tablename__ = "phone_file"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "link"], ["phone_link.hall", "phone_link.digest"], name="file_of_link"
        ),
    )

    number: int | None = Field(default=None, primary_key=True)
    hall: str = Field(max_length=CODE, index=True)
    link: str = Field(max_length=DIGEST)
    document: str = Field(max_length=CODE)
    subject: str = Field(max_length=CODE)
    name: bytes = Field(sa_type=SealedBytes)
    media_type: str = Field(max_length=NAME)
    size: int
    digest: bytes = Field(sa_type=SealedBytes)


class KeptVisitRow(SQLModel, table=True):
    """A visit left for later, sealed."""

    __tablename__ = "kept_visit"

    hall: str = Field(primary_key=True, max_length=CODE)
    digest: str = Field(primary_key=True, max_length=DIGEST)
    sealed: bytes = Field(sa_type=SealedBytes)
    expires_at: datetime = Field(sa_type=UtcInstant)


class FileHoldRow(SQLModel, table=True):
    """Who holds a file, and until when, before it belongs to a case.

    ``holder`` and ``digest`` are look-ups; what they stand for is encrypted beside them.
    """

    __tablename__ = "file_hold"

    hall: str = Field(primary_key=True, max_length=CODE)
    holder: str = Field(primary_key=True, max_length=CODE)
    digest: str = Field(primary_key=True, max_length=DIGEST, index=True)
    until: datetime = Field(sa_type=UtcInstant)
    file: bytes = Field(sa_type=SealedBytes)
    holder_key: bytes = Field(sa_type=SealedBytes)


class PaceRow(SQLModel, table=True):
    """How much work of one kind took how long in a hall: sums, and nobody's times."""

    __tablename__ = "pace"

    hall: str = Field(primary_key=True, max_length=CODE)
    work: str = Field(primary_key=True, max_length=CODE)
    number: int
    seconds: float


class HelpCallRow(SQLModel, table=True):
    """A call for help from a kiosk."""

    __tablename__ = "help_call"
    __table_args__ = (
        Index(
            "one_open_call",
            "hall",
            "kiosk",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    number: int | None = Field(default=None, primary_key=True)
    hall: str = Field(max_length=CODE, index=True)
    kiosk: str = Field(max_length=NAME)
    step: bytes = Field(sa_type=SealedBytes)
    called_at: datetime = Field(sa_type=UtcInstant)
    answered_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    answered_by: str = Field(default="", max_length=NAME)
    kiosk_name: bytes = Field(sa_type=SealedBytes)
