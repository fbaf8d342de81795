"""A hall to practise in: kiosk, offices and window over a database of its own, with a clock to set.

Nothing of it is the real hall's: whoever builds one gives it a database, files and keys that are
thrown away with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from core.services.citizens import CitizenUseCases
from core.services.fee_use_cases import FeeUseCases
from core.services.officers import OfficeUseCases
from core.services.trainers.record_case import WalkedCase
from core.staff.models import Role, SessionToken
from core.working_days import WorkingCalendar


@dataclass
class PracticeClock:
    """A clock that is set by whoever practises."""

    now: datetime

    def __call__(self) -> datetime:
        """Return what time it is in the practice hall."""
        return self.now

    def jump_to(self, moment: datetime) -> None:
        """Set the clock."""
        self.now = moment


class HallClock(Protocol):
    """A clock that whoever plays or presents sets on."""

    def __call__(self) -> datetime:
        """Return what time it is in the hall."""

    def jump_to(self, moment: datetime) -> None:
        """Set the clock; one that many look at never goes back."""


@dataclass(frozen=True)
class TrainingHall:
    """What a scenario is played in.

    ``sign_in`` returns a session of a made-up member of the staff, with a role in a department.
    ``let_clocks_run`` does one round of the worker of legal clocks. ``walked`` returns a case of
    this hall with all that a scenario is read from.
    """

    kiosk: CitizenUseCases
    office: OfficeUseCases
    fees: FeeUseCases
    clock: HallClock
    calendar: WorkingCalendar
    sign_in: Callable[[Role, str], SessionToken]
    let_clocks_run: Callable[[], object]
    walked: Callable[[str], WalkedCase]
    _sessions: dict[tuple[Role, str], SessionToken] = field(default_factory=dict, repr=False)

    def officer(self, department: str) -> SessionToken:
        """Return the session of an officer of a department."""
        return self._session(Role.DEPARTMENT, department)

    @property
    def window(self) -> SessionToken:
        """Return the session of the one window."""
        return self._session(Role.WINDOW, "")

    def _session(self, role: Role, department: str) -> SessionToken:
        key = (role, department)
        if key not in self._sessions:
            self._sessions[key] = self.sign_in(role, department)
        return self._sessions[key]
