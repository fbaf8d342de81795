"""SQLModel tables of what departments ask before they accept, and of what they have to do."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.tables import CODE, DIGEST, NAME

NO_DUE = date.max
SPEAKING = text("speak_by IS NOT NULL")
OWING = text("report_by IS NOT NULL")
DECIDED = text("decided_on IS NOT NULL")
WAKING = text("wakes_on IS NOT NULL")
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


class ReviewTaskRow(SQLModel, table=True):
    """What an office has to do with one matter of a case: computed from the case's history.

    ``due`` is :data:`NO_DUE` where there is no day, so that such rows come last in every order.
    ``rules`` tell by which calendar the days were computed.
    """

    __tablename__ = "review_task"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="task_of_case",
        ),
        Index(
            "tasks_of_department", "hall", "is_open", "department", "due", "case_number", "matter"
        ),
        Index("tasks_by_due", "hall", "is_open", "due", "case_number", "matter"),
        Index(
            "clocks_of_silence",
            "hall",
            "speak_by",
            "case_number",
            "matter",
            sqlite_where=SPEAKING,
            postgresql_where=SPEAKING,
        ),
        Index(
            "reports_owed",
            "hall",
            "report_by",
            sqlite_where=OWING,
            postgresql_where=OWING,
        ),
        Index(
            "decided_by_day",
            "hall",
            "decided_on",
            sqlite_where=DECIDED,
            postgresql_where=DECIDED,
        ),
        Index(
            "clocks_of_deferral",
            "hall",
            "wakes_on",
            "case_number",
            "matter",
            sqlite_where=WAKING,
            postgresql_where=WAKING,
        ),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(primary_key=True, max_length=32)
    matter: str = Field(primary_key=True, max_length=CODE)
    department: str = Field(max_length=CODE)
    theme_code: str = Field(max_length=CODE)
    theme_version: int
    channel: str = Field(max_length=CODE)
    received_at: datetime = Field(sa_type=UtcInstant)
    state: str = Field(max_length=32)
    is_open: bool
    complete_at: datetime = Field(sa_type=UtcInstant)
    due: date
    speak_by: date | None = None
    accepted_on: date | None = None
    paused_until: date | None = None
    in_vain: bool
    decided_on: date | None = None
    urged: str = Field(default="", max_length=16)
    reminded_for: date | None = None
    escalated_for: date | None = None
    report_by: date | None = None
    wakes_on: date | None = None
    rules: str = Field(max_length=DIGEST)


class TaskViewRow(SQLModel, table=True):
    """Filters of the work list that an officer keeps under a name."""

    __tablename__ = "task_view"

    hall: str = Field(primary_key=True, max_length=CODE)
    owner: str = Field(primary_key=True, max_length=NAME)
    name: str = Field(primary_key=True, max_length=CODE)
    department: str = Field(max_length=CODE)
    is_shared: bool
    filters: str = Field(max_length=10 * CODE)
    saved_at: datetime = Field(sa_type=UtcInstant)


class ReviewRunRow(SQLModel, table=True):
    """When the worker of legal clocks last ran in a hall, and whether it did anything."""

    __tablename__ = "review_run"

    hall: str = Field(primary_key=True, max_length=CODE)
    ran_at: datetime = Field(sa_type=UtcInstant)
    accepted: int
    is_halted: bool
