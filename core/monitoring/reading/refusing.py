"""Why a file is no event log at all."""

from typing import Any

from core.errors import DesignError, Failure


class EventLogRefusedError(DesignError):
    """A file that cannot or must not be read as an event log; ``reason`` says why."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.design.log_{reason}"
        super().__init__(**params)


def not_xes(failure: Failure) -> EventLogRefusedError:
    """Return the refusal of XML that cannot be read, saying at which line."""
    return EventLogRefusedError("not_xes", place=failure.place or "1", kind=failure.kind)
