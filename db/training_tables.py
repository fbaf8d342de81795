"""Rows of training: scenarios of the trainers' own, and classes that play a quiz."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.tables import CODE, DIGEST, NAME

_CLASS_CODE = 16


class KeptScenarioRow(SQLModel, table=True):
    """One revision of a scenario of the trainers' own."""

    __tablename__ = "kept_scenario"

    code: str = Field(primary_key=True, max_length=CODE)
    revision: int = Field(primary_key=True)
    title: bytes = Field(sa_type=SealedBytes)
    text: bytes = Field(sa_type=SealedBytes)
    origin: str = Field(max_length=16)
    author: str = Field(max_length=NAME)
    saved_at: datetime = Field(sa_type=UtcInstant)


class ScenarioDraftRow(SQLModel, table=True):
    """What a case became, under its key and only until somebody approves or discards it."""

    __tablename__ = "scenario_draft"

    hall: str = Field(primary_key=True, max_length=CODE)
    case_number: str = Field(primary_key=True, max_length=32)
    text: bytes = Field(sa_type=SealedBytes)
    seen: bytes = Field(sa_type=SealedBytes)
    made_by: str = Field(max_length=NAME)
    made_at: datetime = Field(sa_type=UtcInstant)


class QuizClassRow(SQLModel, table=True):
    """A class, with its questions as they were when it was opened."""

    __tablename__ = "quiz_class"

    hall: str = Field(primary_key=True, max_length=CODE)
    code: str = Field(primary_key=True, max_length=_CLASS_CODE)
    content: bytes = Field(sa_type=SealedBytes)
    opened_by: str = Field(max_length=NAME)
    opened_at: datetime = Field(sa_type=UtcInstant)
    ends_at: datetime = Field(sa_type=UtcInstant)


class QuizTraineeRow(SQLModel, table=True):
    """Somebody in a class; they go with it."""

    __tablename__ = "quiz_trainee"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "class_code"],
            ["quiz_class.hall", "quiz_class.code"],
            name="trainee_of_class",
            ondelete="CASCADE",
        ),
        Index("trainee_by_secret", "hall", "digest", unique=True),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    class_code: str = Field(primary_key=True, max_length=_CLASS_CODE)
    number: int = Field(primary_key=True)
    digest: str = Field(max_length=DIGEST)
    name: bytes = Field(sa_type=SealedBytes)
    joined_at: datetime = Field(sa_type=UtcInstant)


class QuizAnswerRow(SQLModel, table=True):
    """The answer of a trainee to a question: the key lets each count once."""

    __tablename__ = "quiz_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall", "class_code", "trainee"],
            ["quiz_trainee.hall", "quiz_trainee.class_code", "quiz_trainee.number"],
            name="answer_of_trainee",
            ondelete="CASCADE",
        ),
    )

    hall: str = Field(primary_key=True, max_length=CODE)
    class_code: str = Field(primary_key=True, max_length=_CLASS_CODE)
    trainee: int = Field(primary_key=True)
    question: int = Field(primary_key=True)
    given: int
    is_right: bool
    at: datetime = Field(sa_type=UtcInstant)
