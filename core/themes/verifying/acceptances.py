"""Somebody's word that a warning is as it should be."""

from datetime import datetime
from typing import NamedTuple


class Acceptance(NamedTuple):
    """Somebody's word that a warning is as it should be: who, why, and since when."""

    rule: str
    at: str
    reason: str
    accepted_by: str
    accepted_at: datetime
