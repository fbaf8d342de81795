"""What was granted on a written promise (告知承诺), and whether the promise was kept.

A promise is checked after the decision, each document for itself. Where it was not kept, the
office orders what is to be put right and until when; after that it revokes the decision
(国办发〔2020〕42号; 行政许可法 69).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

_ENOUGH_FAILURES = 2


@dataclass(frozen=True, slots=True)
class Commitment:
    """A document in the place of which the applicant promised, checked by a day at the latest.

    ``place`` is the material (``document@subject``).
    """

    place: str
    name: str
    check_by: date

    def as_details(self) -> dict[str, str]:
        """Return it as the history has it."""
        return {"place": self.place, "name": self.name, "check_by": self.check_by.isoformat()}


@dataclass(frozen=True, slots=True)
class CommitmentCheck:
    """Where the check of one commitment stands.

    ``kept`` says whether the promise was found kept; ``mend_by`` is the day of the order to put it
    right, ``failures`` how often it was found not kept.
    """

    commitment: Commitment
    kept: bool | None = None
    failures: int = 0
    mend_by: date | None = None

    @property
    def due(self) -> date | None:
        """Return the day by which the office looks, if it still has to.

        Examples:
            >>> check = CommitmentCheck(Commitment("test@shop", "检测报告", date(2026, 12, 28)))
            >>> check.due
            datetime.date(2026, 12, 28)
            >>> replace(check, kept=True).due is None
            True
        """
        return None if self.kept else self.mend_by or self.commitment.check_by

    def is_broken(self, today: date) -> bool:
        """Say whether the decision may be revoked: the order's day is over, or it failed again.

        Examples:
            >>> given = Commitment("test@shop", "检测报告", date(2026, 12, 28))
            >>> failed = CommitmentCheck(given, False, 1, date(2027, 1, 8))
            >>> failed.is_broken(date(2027, 1, 8)), failed.is_broken(date(2027, 1, 9))
            (False, True)
            >>> replace(failed, failures=2).is_broken(date(2027, 1, 8))
            True
        """
        is_over = self.mend_by is not None and self.mend_by < today
        return self.kept is False and (is_over or self.failures >= _ENOUGH_FAILURES)


def checks_begun(said: Iterable[Mapping[str, str]]) -> tuple[CommitmentCheck, ...]:
    """Return the checks that a decision brings, as its entry names the commitments."""
    return tuple(
        CommitmentCheck(
            Commitment(stated["place"], stated["name"], date.fromisoformat(stated["check_by"]))
        )
        for stated in said
    )


def after_check(
    checks: Iterable[CommitmentCheck], details: Mapping[str, Any]
) -> tuple[CommitmentCheck, ...]:
    """Return the checks after one more was written down."""
    return tuple(
        _checked(check, details) if check.commitment.place == details["place"] else check
        for check in checks
    )


def day_to_check(checks: Iterable[CommitmentCheck]) -> date | None:
    """Return the first day by which something has to be looked at, if anything has."""
    return min((check.due for check in checks if check.due), default=None)


def _checked(check: CommitmentCheck, details: Mapping[str, Any]) -> CommitmentCheck:
    if details["kept"]:
        return replace(check, kept=True, mend_by=None)
    mend_by = date.fromisoformat(details["mend_by"])
    return replace(check, kept=False, failures=check.failures + 1, mend_by=mend_by)
