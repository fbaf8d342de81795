"""Tables of the staff: accounts, sessions, failed attempts. Rows only.

The staff works for every hall, so these keys do not lead with the hall.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.tables import CODE, DIGEST, NAME

USERNAME = 64


class StaffAccountRow(SQLModel, table=True):
    """An account. It is switched off, never removed: its name stands beside what was done."""

    __tablename__ = "staff_account"

    username: str = Field(primary_key=True, max_length=USERNAME)
    display_name: bytes = Field(sa_type=SealedBytes)
    roles: list[str] = Field(sa_type=JSON)
    department: str = Field(max_length=CODE)
    password_hash: str = Field(max_length=NAME)
    active: bool


class StaffSessionRow(SQLModel, table=True):
    """One login, by the digest of its secret."""

    __tablename__ = "staff_session"
    __table_args__ = (
        ForeignKeyConstraint(["username"], ["staff_account.username"], name="session_of_account"),
        Index("sessions_by_account", "username"),
    )

    digest: str = Field(primary_key=True, max_length=DIGEST)
    username: str = Field(max_length=USERNAME)
    started_at: datetime = Field(sa_type=UtcInstant)
    expires_at: datetime = Field(sa_type=UtcInstant)
    seen_at: datetime = Field(sa_type=UtcInstant)
    idle_seconds: float
    revoked_at: datetime | None = Field(sa_type=UtcInstant)


class LoginFailureRow(SQLModel, table=True):
    """Attempts in a row under one name: of an account, or of what else can be guessed."""

    __tablename__ = "login_failure"

    username: str = Field(primary_key=True, max_length=USERNAME)
    count: int
    last_at: datetime = Field(sa_type=UtcInstant)
