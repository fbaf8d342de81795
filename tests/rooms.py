"""Training rooms for tests: opened over a database that is filled already."""

import shutil
from pathlib import Path

from pydantic import SecretStr

from adapters.room_folders import DATABASE, KEYS, RoomTemplate
from adapters.settings import Settings
from building.rooms import OpenRooms, seat_in
from tests import databases
from tests.databases import filled_database
from tests.keys import GIVEN
from tests.postgres import alone


def _fill(folder: Path) -> None:
    """Copy a template that is made once a test run: seating everybody takes seconds."""
    made = databases._folder() / "rooms"
    with alone(databases._folder() / "rooms.lock"):
        if not made.is_dir():
            making = databases._folder() / "making-rooms"
            filled_database("sqlite", making)
            (making / KEYS).write_text(f"{GIVEN}\n", "utf-8")
            seat_in(making)
            making.rename(made)
    for name in (DATABASE, KEYS):
        shutil.copyfile(made / name, folder / name)


def rooms_in(folder: Path, **settings: object) -> OpenRooms:
    """Return the rooms of an installation whose data lie in a folder."""
    given = {"data_dir": folder, "data_keys": SecretStr(GIVEN), **settings}
    return OpenRooms(Settings(_env_file=None, **given), RoomTemplate(lambda: "tests", _fill))
