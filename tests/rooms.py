"""Training rooms for tests: opened over a database that is filled already."""

from pathlib import Path

from pydantic import SecretStr

from adapters.room_folders import DATABASE, KEYS, RoomTemplate
from adapters.settings import Settings
from building.rooms import OpenRooms, seat_in
from tests.databases import filled_database
from tests.keys import GIVEN


def _fill(folder: Path) -> None:
    filled_database("sqlite", folder)
    assert (folder / DATABASE).is_file()
    (folder / KEYS).write_text(f"{GIVEN}\n", "utf-8")
    seat_in(folder)


def rooms_in(folder: Path, **settings: object) -> OpenRooms:
    """Return the rooms of an installation whose data lie in a folder."""
    given = {"data_dir": folder, "data_keys": SecretStr(GIVEN), **settings}
    return OpenRooms(Settings(_env_file=None, **given), RoomTemplate(lambda: "tests", _fill))
