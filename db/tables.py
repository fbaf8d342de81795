"""SQLModel tables. Rows only: behaviour lives in the core, and in the stores beside this file.

What a hall keeps has keys that lead with the hall, so that a cluster can spread halls over
servers; the library and the themes are small and the same for every hall.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes

CODE = 80
"""The longest code that a catalogue takes."""
NAME = 200
DIGEST = 64
ONCE = text("action IN ('rated', 'withdrawn')")
STANDING = text("withdrawn_at IS NULL")
ANSWER = 500
"""The longest name of a class of answers."""


class CatalogueFileRow(SQLModel, table=True):
    """One file of the matter library, by its name in a catalogue directory."""

    __tablename__ = "catalogue_file"

    name: str = Field(primary_key=True, max_length=NAME)
    content: bytes = Field(sa_type=LargeBinary)
    sha256: str = Field(max_length=DIGEST)
    changed_at: datetime = Field(sa_type=UtcInstant)
    changed_by: str = Field(max_length=NAME)


class LibraryChangeRow(SQLModel, table=True):
    """One change of a file of the library, compressed. A trigger refuses every change of it.

    Without content the file was removed.
    """

    __tablename__ = "library_change"

    name: str = Field(primary_key=True, max_length=NAME)
    number: int = Field(primary_key=True)
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    changed_at: datetime = Field(sa_type=UtcInstant)
    changed_by: str = Field(max_length=NAME)
    reason: str = Field(default="", sa_type=Text)


class ThemeDraftRow(SQLModel, table=True):
    """A theme in the making."""

    __tablename__ = "theme_draft"

    code: str = Field(primary_key=True, max_length=CODE)
    document: bytes = Field(sa_type=SealedBytes)
    revision: int
    saved_at: datetime = Field(sa_type=UtcInstant)
    saved_by: str = Field(max_length=NAME)


class ThemeStepRow(SQLModel, table=True):
    """A step of a draft; ``document`` is the theme as it was after it."""

    __tablename__ = "theme_step"

    theme_code: str = Field(primary_key=True, max_length=CODE)
    number: int = Field(primary_key=True)
    kind: str = Field(max_length=CODE)
    changes: list[list[Any]] = Field(sa_type=JSON)
    document: bytes = Field(sa_type=SealedBytes)
    saved_at: datetime = Field(sa_type=UtcInstant)
    saved_by: str = Field(max_length=NAME)
    undone: bool = False


class ThemeVersionRow(SQLModel, table=True):
    """A published theme. A trigger refuses every change (law 9)."""

    __tablename__ = "theme_version"

    code: str = Field(primary_key=True, max_length=CODE)
    version: int = Field(primary_key=True)
    snapshot: str = Field(sa_type=Text)
    checksum: str = Field(max_length=DIGEST)
    published_at: datetime = Field(sa_type=UtcInstant)
    published_by: str = Field(max_length=NAME)


class ServiceCaseRow(SQLModel, table=True):
    """A case; the application is the truth, the other columns are for finding it.

    ``submission_key`` and ``name_marks`` are look-ups (:class:`db.look_ups.LookUps`).
    ``last_digest`` repeats the end of the history, so that entries dropped there are missed.
    """

    __tablename__ = "service_case"
    __table_args__ = (
        # One submission is one case (law 10), whoever is asked at once.
        UniqueConstraint("hall", "submission_key", name="one_case_per_submission"),
        ForeignKeyConstraint(
            ["theme_code", "theme_version"],
            ["theme_version.code", "theme_version.version"],
            name="case_of_published_theme",
        ),
        Index("cases_by_status", "hall", "status", "received_at"),
        Index("cases_by_day", "hall", "received_at", "number"),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    number: str = Field(primary_key=True, max_length=32)
    submission_key: str = Field(max_length=CODE)
    theme_code: str = Field(max_length=CODE)
    theme_version: int
    status: str = Field(max_length=32)
    applicant_name: bytes = Field(sa_type=SealedBytes)
    application: bytes = Field(sa_type=SealedBytes)
    matters: list[str] = Field(sa_type=JSON)
    received_at: datetime = Field(sa_type=UtcInstant)
    last_digest: str = Field(max_length=DIGEST)
    name_marks: int = Field(sa_type=BigInteger)


class CaseEventRow(SQLModel, table=True):
    """One entry of a case's history. A trigger refuses every change (law 11)."""

    __tablename__ = "case_event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="event_of_case",
        ),
        # Rating and withdrawing happen once, whoever asks at the same moment.
        Index(
            "one_of_its_kind",
            "hall",
            "case_number",
            "action",
            unique=True,
            sqlite_where=ONCE,
            postgresql_where=ONCE,
        ),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(primary_key=True, max_length=32)
    sequence: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcInstant)
    actor: str = Field(max_length=NAME)
    action: str = Field(max_length=CODE)
    details: bytes = Field(sa_type=SealedBytes)
    previous: str = Field(max_length=DIGEST)
    digest: str = Field(max_length=DIGEST)


class CaseFileRow(SQLModel, table=True):
    """A file handed in for one paper; its bytes lie in the file store under the digest."""

    __tablename__ = "case_file"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="file_of_case",
        ),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(primary_key=True, max_length=32)
    position: int = Field(primary_key=True)
    document: str = Field(max_length=CODE)
    subject: str = Field(max_length=CODE)
    name: bytes = Field(sa_type=SealedBytes)
    media_type: str = Field(max_length=NAME)
    size: int
    digest: bytes = Field(sa_type=SealedBytes)


class FileUseRow(SQLModel, table=True):
    """Which file a case has, by look-up: uploads, signatures that were drawn, photographs."""

    __tablename__ = "file_use"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="file_used_by_case",
        ),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(primary_key=True, max_length=32)
    file: str = Field(primary_key=True, max_length=DIGEST, index=True)


class AnswerCountRow(SQLModel, table=True):
    """How often one class of answers to a question was given: a count, and nobody's answer."""

    __tablename__ = "answer_count"

    hall: str = Field(primary_key=True, max_length=CODE)
    theme_code: str = Field(primary_key=True, max_length=CODE)
    question: str = Field(primary_key=True, max_length=CODE)
    answer: str = Field(primary_key=True, max_length=ANSWER)
    number: int


class FindingAcceptanceRow(SQLModel, table=True):
    """Somebody's word for a warning about a theme; one that was withdrawn stays on record."""

    __tablename__ = "finding_acceptance"
    __table_args__ = (
        # One word stands for a warning, whoever gives it at the same moment.
        Index(
            "one_acceptance_stands",
            "theme_code",
            "rule",
            "place",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    theme_code: str = Field(primary_key=True, max_length=CODE)
    rule: str = Field(primary_key=True, max_length=CODE)
    place: str = Field(primary_key=True, max_length=NAME)
    number: int = Field(primary_key=True)
    reason: bytes = Field(sa_type=SealedBytes)
    accepted_by: str = Field(max_length=NAME)
    accepted_at: datetime = Field(sa_type=UtcInstant)
    withdrawn_by: str | None = Field(default=None, max_length=NAME)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcInstant)
