"""When an app that fell is started again: soon, and less and less soon if it falls at once."""

import logging
from dataclasses import dataclass

_FIRST_SECONDS = 1
_MOST_SECONDS = 60
STEADY_SECONDS = 60
"""An app that ran for so long did not fall for what made it fall before."""

_log = logging.getLogger("run")


@dataclass
class Falls:
    """How often an app fell in a row, and when it may start again; by a clock that only goes on."""

    in_row: int = 0
    began_at: float = float("-inf")
    due_at: float | None = None

    @property
    def is_down(self) -> bool:
        """Say whether it is waited until the app is started again."""
        return self.due_at is not None

    def fell(self, now: float) -> int:
        """Note that the app fell; return after how many seconds it is started again.

        Examples:
            >>> falls = Falls()
            >>> falls.fell(0.0), falls.started(1.0), falls.fell(2.0), falls.started(4.0)
            (1, None, 2, None)
            >>> falls.fell(4.0 + STEADY_SECONDS)
            1
        """
        self.in_row = 0 if now - self.began_at >= STEADY_SECONDS else self.in_row
        seconds = min(_FIRST_SECONDS << self.in_row, _MOST_SECONDS)
        self.in_row = min(self.in_row + 1, _MOST_SECONDS)  # it may fall for days
        self.due_at = now + seconds
        return seconds

    def may_start(self, now: float) -> bool:
        """Say whether the app fell, and has waited long enough."""
        return self.due_at is not None and now >= self.due_at

    def started(self, now: float) -> None:
        """Note that the app was started."""
        self.began_at, self.due_at = now, None


def note_fall(app: str, code: int, seconds: int) -> None:
    """Log that an app fell, as a line that whoever watches this machine can read."""
    from adapters.logs import write_json_lines_alone  # noqa: PLC0415 -- only if one falls

    write_json_lines_alone()
    entry = {"app": app, "exit_code": code, "again_in_seconds": seconds}
    _log.error("An app fell and is started again", extra={"told": entry})
