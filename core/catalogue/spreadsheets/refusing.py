"""Why a spreadsheet is refused."""

from contextlib import AbstractContextManager
from typing import Any

from core.errors import DesignError, Failure, failures_reported


class SpreadsheetRefusedError(DesignError):
    """A spreadsheet that cannot or must not be read; ``reason`` says why."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.design.spreadsheet_{reason}"
        super().__init__(**params)


def damage_reported() -> AbstractContextManager[None]:
    """Turn whatever a library fails with over a damaged workbook into a refusal that says so."""
    return failures_reported(_damaged)


def _damaged(failure: Failure) -> SpreadsheetRefusedError:
    """A damaged workbook fails in as many ways as there are parts; all mean the same."""
    return SpreadsheetRefusedError("damaged", kind=failure.kind)
