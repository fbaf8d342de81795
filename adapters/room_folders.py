"""Training rooms in a folder each: opened and begun anew by copying what was filled once.

A room is ``CODE/``. What it is at present is the generation that its link ``current`` names, and
to replace that link is the only step that counts: whoever is killed before it leaves the room as
it was, and whoever is killed after it leaves the new one.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

from adapters.keys import new_key
from adapters.system import random_symbols
from core.cases.numbering import ALPHABET
from core.errors import RoomClockError, RoomUnusableError, TooManyRoomsError, UnknownRoomError
from core.ports import Clock
from core.services.trainers.training_rooms import CODE_SYMBOLS, MOST_AHEAD, RoomState, room_code

DATABASE = "done_once.db"
KEYS = "keys"
_STATE, _CURRENT, _LOCK = "room.json", "current", ".lock"
_LIES_SECONDS = 600
"""So long whoever is still in a former generation finds its files."""


@dataclass(frozen=True)
class RoomTemplate:
    """A filled database and its key, made once for a version of the program and its catalogue.

    ``stamp`` names that version, ``fill`` makes the two files in a folder.
    """

    stamp: Callable[[], str]
    fill: Callable[[Path], None]


class RoomFolders:
    """Keeps the folders of rooms, ``most`` at a time."""

    def __init__(self, folder: Path, most: int, template: RoomTemplate, clock: Clock) -> None:
        self.folder = folder
        self.most = most
        self.template = template
        self.clock = clock

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all rooms that are open."""
        with suppress(OSError):
            names = sorted(path.name for path in self.folder.iterdir())
            return tuple(name for name in names if self._is_open(name))
        return ()

    def open(self) -> RoomState:
        """Open a room under a code that nobody has.

        Raises:
            TooManyRoomsError: If as many are open as may be.
        """
        source = self._filled()
        with self._alone(self.folder):
            if len(self.codes()) >= self.most:
                raise TooManyRoomsError(most=self.most)
            code = self._free_code()
            (self.folder / code).mkdir(mode=0o700)
            return self._begin(code, source)

    def state(self, code: str) -> RoomState:
        """Return how a room stands.

        Raises:
            UnknownRoomError: If there is none of this code.
            RoomUnusableError: If it cannot be read.
        """
        known = room_code(code)
        try:
            generation = (self.folder / known / _CURRENT).readlink().name
        except OSError:
            generation = ""
        if not known or not generation:
            raise UnknownRoomError(room=code[:_SHOWN])
        return read_state(self.folder / known / generation, known)

    def place(self, state: RoomState) -> Path:
        """Return the folder of a generation."""
        return self.folder / state.code / state.generation

    def reset(self, code: str) -> RoomState:
        """Put a new generation in the place of a room, at once and wholly or not at all.

        Raises:
            UnknownRoomError: If there is none of this code.
        """
        known = self._expect(code)
        source = self._filled()
        with self._alone(self.folder / known):
            former = self.folder / self._expect(known) / (self.folder / known / _CURRENT).readlink()
            state = self._begin(known, source)
        with suppress(OSError):
            os.utime(former)  # whoever is still in it finds its files for a while
        return state

    def close(self, code: str) -> None:
        """Close a room for good.

        Raises:
            UnknownRoomError: If there is none of this code.
        """
        known = self._expect(code)
        with self._alone(self.folder / known), suppress(FileNotFoundError):
            (self.folder / known / _CURRENT).unlink()

    def set_ahead(self, code: str, ahead: Callable[[timedelta], timedelta]) -> RoomState:
        """Set the clock of a room ahead; it never goes back.

        Raises:
            RoomClockError: If it would, or too far ahead.
        """
        known = self._expect(code)
        with self._alone(self.folder / known):
            state = self.state(known)
            wanted = ahead(state.ahead)
            if not state.ahead <= wanted <= state.ahead + MOST_AHEAD:
                raise RoomClockError
            moved = replace(state, ahead=wanted)
            _write_state(self.place(state), moved)
            return moved

    def sweep(self, *, unused: timedelta) -> None:
        """Remove former generations, what was left halfway, and rooms that nobody used for long."""
        if not self.folder.is_dir():
            return
        now = self.clock().timestamp()
        for code in self.codes():
            if _used_at(self.place(self._readable(code))) < now - unused.total_seconds():
                self.close(code)
        with self._alone(self.folder):
            current = self.template.stamp()
            for path in list(self._left(current)):
                if path.lstat().st_mtime < now - _LIES_SECONDS:
                    shutil.rmtree(path, ignore_errors=True)

    def _left(self, stamp: str) -> Iterator[Path]:
        """Yield the folders that nothing names any more."""
        for path in (it for it in self.folder.iterdir() if it.is_dir()):
            if path.name.startswith("."):
                if path.name != _template_name(stamp):
                    yield path
            elif self._is_open(path.name):
                current = (path / _CURRENT).readlink().name
                yield from (it for it in path.glob("*g-*") if it.is_dir() and it.name != current)
            elif room_code(path.name):
                yield path

    def _readable(self, code: str) -> RoomState:
        with suppress(RoomUnusableError):
            return self.state(code)
        generation = (self.folder / code / _CURRENT).readlink().name
        return RoomState(code, generation, self.clock())

    def _is_open(self, code: str) -> bool:
        return bool(room_code(code)) and (self.folder / code / _CURRENT).is_symlink()

    def _expect(self, code: str) -> str:
        known = room_code(code)
        if not self._is_open(known):
            raise UnknownRoomError(room=code[:_SHOWN])
        return known

    def _free_code(self) -> str:
        while True:
            code = random_symbols(CODE_SYMBOLS, ALPHABET)
            if not (self.folder / code).exists():
                return code

    def _begin(self, code: str, source: Path) -> RoomState:
        """Copy the template beside what is there, and then let the link name it."""
        room, state = self.folder / code, RoomState(code, f"g-{token_hex(8)}", self.clock())
        made = room / f".{state.generation}"
        made.mkdir(mode=0o700)
        _copy(source / DATABASE, made / DATABASE)
        _copy(source / KEYS, made / KEYS)
        with (made / KEYS).open("a") as keys:
            keys.write(f"{new_key(self.clock().date())}\n")
        _write_state(made, state)
        made.rename(room / state.generation)
        link = room / f".link-{state.generation}"
        link.symlink_to(state.generation)
        link.replace(room / _CURRENT)
        return state

    def _filled(self) -> Path:
        """Return the template of this version, making it if nobody has."""
        filled = self.folder / _template_name(self.template.stamp())
        if filled.is_dir():
            return filled
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._alone(self.folder):
            if not filled.is_dir():
                made = self.folder / f".making-{token_hex(8)}"
                made.mkdir(mode=0o700)
                self.template.fill(made)
                made.rename(filled)
        return filled

    @contextmanager
    def _alone(self, folder: Path) -> Iterator[None]:
        """Let one process at a time change a room, or which rooms there are."""
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


_SHOWN = 8
"""So much of a code that no room has is said again."""


def read_state(generation: Path, code: str) -> RoomState:
    """Return how a generation of a room stands.

    Raises:
        RoomUnusableError: If it cannot be read.
    """
    try:
        record = json.loads((generation / _STATE).read_text("utf-8"))
        opened, ahead = (
            datetime.fromisoformat(record["opened_at"]),
            timedelta(seconds=record["ahead"]),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        raise RoomUnusableError(room=code) from None
    return RoomState(code, generation.name, opened, ahead)


class RoomClock:
    """The clock of one generation of a room, as far ahead as every process reads there."""

    def __init__(self, state: RoomState, folder: Path, wall: Clock) -> None:
        self._state = state
        self._folder = folder
        self._wall = wall

    def __call__(self) -> datetime:
        """Return what time it is in the room."""
        with suppress(RoomUnusableError):  # it was begun anew; this one stands where it stood
            self._state = read_state(self._folder, self._state.code)
        return self._wall() + self._state.ahead


def _template_name(stamp: str) -> str:
    return f".template-{stamp}"


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600)


def _write_state(generation: Path, state: RoomState) -> None:
    record = {"opened_at": state.opened_at.isoformat(), "ahead": state.ahead.total_seconds()}
    written = generation / f".state-{token_hex(4)}"
    written.write_text(json.dumps(record), "utf-8")
    written.replace(generation / _STATE)


def _used_at(generation: Path) -> float:
    """Return when somebody did something in a room last."""
    times = [0.0]
    for name in (DATABASE, f"{DATABASE}-wal", _STATE):
        with suppress(OSError):
            times.append((generation / name).stat().st_mtime)
    return max(times)
