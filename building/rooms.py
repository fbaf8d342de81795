"""Builds training rooms: each an installation of its own in a folder, with no line outside."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from adapters.keys import InstallationKeys, new_key
from adapters.printing import PaperPrinter
from adapters.room_folders import (
    DATABASE,
    KEYS,
    RoomClock,
    RoomFolders,
    RoomTemplate,
)
from adapters.settings import Settings, read_settings
from adapters.system import now, random_symbols
from adapters.version import program_version
from building.installation import CATALOGUE, Runtime, file_store
from building.kiosk import citizen_use_cases_over
from building.practice import TRAINED_SINCE
from building.room_settings import room_settings
from building.stages import presentation_in
from core.catalogue.packages import files_of
from core.errors import (
    RoomBegunAnewError,
    RoomUnusableError,
    ServiceError,
    UnknownRoomError,
)
from core.i18n import translate
from core.ports import Clock, Stores
from core.services.trainers.training_rooms import RoomHall, RoomState
from db.engine import open_engine
from db.filling import fill_database
from db.transactions import stores_in, transactions_of
from db.upgrading import newest_revision, upgrade_database

if TYPE_CHECKING:
    from core.services.acting import StaffContext
    from core.services.citizens import CitizenUseCases
    from core.services.staff_use_cases import StaffUseCases
    from core.services.trainers import KeepRooms, PresentScenario, SitDown

_log = logging.getLogger(__name__)
_EDITION = 1
"""Rises when templates are made otherwise than before."""
_STAMP_SYMBOLS = 16


@dataclass(frozen=True)
class TrainingRoom:
    """One generation of a room, and what citizens and staff do in it."""

    state: RoomState
    process: Runtime
    is_current: Callable[[], bool]
    folders: RoomFolders

    @property
    def clock(self) -> Clock:
        """Return the clock of the room."""
        return self.process.clock

    @cached_property
    def kiosk(self) -> "CitizenUseCases":
        """Return the use cases of the room's kiosk."""
        return citizen_use_cases_over(self.process)

    @cached_property
    def staff(self) -> "StaffContext":
        """Return what use cases of the room's staff share; no jump of its clock sees them out."""
        from building.designer import staff_context_over

        return staff_context_over(self.process, session_clock=now)

    @cached_property
    def office(self) -> "StaffUseCases":
        """Return the use cases of the room's designer; rooms cannot be opened from it."""
        from building.designer import account_use_cases_over, staff_use_cases_over
        from core.services.trainers import KeepRooms

        return staff_use_cases_over(
            self.process,
            self.staff,
            accounts=account_use_cases_over(self.process, self.staff),
            rooms=KeepRooms(self.staff, None),
        )

    @cached_property
    def desks(self) -> "SitDown":
        """Return what lets whoever is here be one of the room's members."""
        from core.services.trainers import SitDown

        return SitDown(self.staff, randomness=random_symbols)

    @cached_property
    def presenting(self) -> "PresentScenario":
        """Return what presents scenarios in this room."""
        return presentation_in(self, self.folders)

    @property
    def hall(self) -> RoomHall:
        """Return what a trainer looks into."""
        process = self.process
        return RoomHall(process.transaction, process.clock, process.review_rules)


class OpenRooms(RoomFolders):
    """Rooms as this process has them: built when somebody comes, for one generation each."""

    def __init__(self, settings: Settings, template: RoomTemplate) -> None:
        super().__init__(settings.rooms_folder, settings.rooms_at_most, template, now)
        self._settings = settings
        self._built: dict[str, TrainingRoom] = {}
        self._lock = Lock()

    def enter(self, code: str, generation: str = "") -> TrainingRoom:
        """Return a room as it stands now.

        Args:
            code: The code as somebody typed it, or as an address has it.
            generation: The one that somebody is in already, if they are.

        Raises:
            UnknownRoomError: If there is none of this code.
            RoomBegunAnewError: If it was begun anew since.
            RoomUnusableError: If it cannot be opened.
        """
        state = self.state(code)
        if generation not in ("", state.generation):
            raise RoomBegunAnewError(room=state.code)
        with self._lock:
            room = self._built.get(state.code)
            if room is None or room.state.generation != state.generation:
                if room is not None:
                    room.process.engine.dispose()
                room = self._built[state.code] = self._build(state)
        return room

    def hall(self, code: str) -> RoomHall:
        """Return what stands behind a room as it is now."""
        return self.enter(code).hall

    def _is_current(self, state: RoomState) -> bool:
        try:
            return self.state(state.code).generation == state.generation
        except RoomUnusableError:  # it cannot be read: that is another matter
            return True
        except UnknownRoomError:
            return False

    @contextmanager
    def _transaction(self, state: RoomState, engine: Engine, hall: str) -> Iterator[Stores]:
        """Open the stores of a room, and write nothing into a generation that is over."""
        if not self._is_current(state):
            raise RoomBegunAnewError(room=state.code)
        with stores_in(engine, hall=hall) as stores:
            yield stores

    def _build(self, state: RoomState) -> TrainingRoom:
        try:
            is_current = partial(self._is_current, state)
            return TrainingRoom(state, self._process(state), is_current, self)
        except (ServiceError, OSError, ValueError) as error:
            params = {"room": state.code, "error": type(error).__name__}
            _log.error("A training room cannot be opened", extra={"told": params})
            raise RoomUnusableError(room=state.code) from error

    def _process(self, state: RoomState) -> Runtime:
        folder = self.place(state)
        settings = room_settings(self._settings, folder, state.code)
        keys = InstallationKeys(file=folder / KEYS)
        # A room that was opened before the program was replaced goes on.
        upgrade_database(settings.database, keyring=keys)
        engine = open_engine(settings.database, keyring=keys)
        words = translate("room.watermark", settings.locale, room=state.code)
        return Runtime(
            settings=settings,
            keys=keys,
            engine=engine,
            transaction=partial(self._transaction, state, engine, settings.hall),
            files=file_store(settings, keys, engine),
            printer=PaperPrinter(settings.locale, is_demo=True, watermark=words),
            clock=RoomClock(state, folder, now),
            randomness=random_symbols,
            is_training=True,
            watermark=words,
        )


@cache
def open_rooms() -> OpenRooms:
    """Return the training rooms of this installation; nothing is opened or made yet."""
    settings = read_settings()
    return OpenRooms(settings, RoomTemplate(_stamp, _fill))


def room_keeping(staff: "StaffContext") -> "KeepRooms":
    """Return what trainers open rooms with."""
    from core.services.trainers import KeepRooms

    settings = read_settings()
    kiosk = settings.public_url or str(settings.kiosk_port)
    return KeepRooms(staff, open_rooms(), kiosk_address=kiosk)


def sweep_rooms() -> None:
    """Remove what is over of rooms, and rooms that nobody used for long."""
    days = read_settings().rooms_kept_days
    open_rooms().sweep(unused=timedelta(days=days))


@cache
def _stamp() -> str:
    """Return a name of what a template is made from: program, tables, and catalogue."""
    digest = hashlib.sha256(f"{_EDITION} {program_version()} {newest_revision()}".encode())
    for name, content in sorted(files_of(CATALOGUE).items()):
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:_STAMP_SYMBOLS]


def _fill(folder: Path) -> None:
    """Make a database with library, themes and members, and the key that it is under."""
    url = f"sqlite:///{folder / DATABASE}"
    (folder / KEYS).write_text(f"{new_key(now().date())}\n", "utf-8")
    (folder / KEYS).chmod(0o600)
    keys = InstallationKeys(file=folder / KEYS)
    upgrade_database(url, keyring=keys)
    engine = open_engine(url, keyring=keys)
    fill_database(engine, lambda: files_of(CATALOGUE), at=TRAINED_SINCE)
    engine.dispose()
    seat_in(folder)


def seat_in(folder: Path) -> None:
    """Seat the members in a database that is filled, and leave it in one file that is whole."""
    keys = InstallationKeys(file=folder / KEYS)
    engine = open_engine(f"sqlite:///{folder / DATABASE}", keyring=keys)
    _seat_members(engine, folder, keys)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _seat_members(engine: Engine, folder: Path, keys: InstallationKeys) -> None:
    from building.designer import account_use_cases_over
    from core.services.acting import StaffContext
    from core.services.trainers import seat_members

    settings = room_settings(read_settings(), folder, "")
    transaction = transactions_of(engine, hall="")
    staff = StaffContext(transaction, now)
    process = Runtime(
        settings=settings,
        keys=keys,
        engine=engine,
        transaction=transaction,
        files=file_store(settings, keys, engine),
        printer=PaperPrinter(),
        clock=now,
        randomness=random_symbols,
        is_training=True,
    )
    accounts = account_use_cases_over(process, staff).accounts
    seat_members(accounts, transaction, random_symbols, settings.locale)


def enter_room(code: str, generation: str) -> TrainingRoom:
    """Return a room as it stands now, for somebody who is in a generation of it already, or not.

    Raises:
        UnknownRoomError: If there is none of this code.
        RoomBegunAnewError: If it was begun anew since.
        RoomUnusableError: If it cannot be opened.
    """
    return open_rooms().enter(code, generation)
