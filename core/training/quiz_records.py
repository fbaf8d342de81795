"""What is kept of a class that plays a quiz: its questions, who joined, what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MOST_TRAINEES = 60
"""So many may join a class."""


@dataclass(frozen=True, slots=True)
class KeptClass:
    """A class: ``content`` is its title and questions as they were when it was opened."""

    code: str
    content: Mapping[str, Any]
    opened_by: str
    opened_at: datetime
    ends_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Say whether the class still goes on."""
        return at < self.ends_at


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody in a class, by a name of their own choosing; ``number`` counts from one."""

    number: int
    name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """Which of the four answers a trainee gave to which question, counted from zero."""

    trainee: int
    question: int
    given: int
    is_right: bool
    at: datetime
