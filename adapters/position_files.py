"""Keep the position of a presentation in a file that every process of a room reads."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

from core.training.positions import PlayingPace, Position


@dataclass(frozen=True)
class FilePositions:
    """One position, in a file beside its lock. What cannot be read is no presentation."""

    path: Path

    def read(self) -> Position | None:
        """Return the position, if anything is presented."""
        try:
            kept = json.loads(self.path.read_text("utf-8"))
            return Position(**{**kept, "pace": PlayingPace(kept["pace"])})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def change(self, move: Callable[[Position | None], Position | None]) -> Position | None:
        """Put another position in the place of the one that is there; one mover at a time."""
        with self._alone():
            before = self.read()
            after = move(before)
            if after is not None and after != before:
                written = self.path.with_name(f".{self.path.name}-{token_hex(4)}")
                written.touch(mode=0o600)  # it may hold a scenario of a trainer's own
                written.write_text(json.dumps(asdict(after)), "utf-8")
                written.replace(self.path)
            return after

    @contextmanager
    def _alone(self) -> Iterator[None]:
        handle = os.open(self.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
