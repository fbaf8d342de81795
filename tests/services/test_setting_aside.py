"""One spoilt record is set aside and told, and all others go on."""

import logging
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from adapters.system import now, random_symbols
from core.errors import AlteredRecordError
from core.services.acting import StaffContext
from core.services.citizens import CitizenPorts, citizen_use_cases
from core.services.designers import designing_use_cases
from core.services.officers.find_cases import VersionShelf
from core.services.setting_aside import tell_set_aside
from db.engine import open_engine
from db.transactions import transactions_of
from tests.databases import drop_database, filled_database
from tests.fakes import FakeFiles, FakePrinter
from tests.keys import KEYS
from tests.seating import POLICY, Seat, let_in

SPOILT = {
    "altered": "UPDATE theme_version SET snapshot = replace(snapshot, '理发', '理財') "
    "WHERE code = 'T02'",
    "cut off": "UPDATE theme_version SET snapshot = substr(snapshot, 1, 100) WHERE code = 'T02'",
    "no JSON": "UPDATE theme_version SET snapshot = '{', checksum = "
    "'021fb596db81e6d02bf3d2586ee3981fe519f275c0ac9ca76bbcf2ebb4097d96' WHERE code = 'T02'",
    "another checksum": "UPDATE theme_version SET checksum = 'x' WHERE code = 'T02'",
}


@pytest.fixture(params=SPOILT)
def spoilt(request, kind, tmp_path):
    """A database in which one version is no longer as it was published."""
    url = filled_database(kind, tmp_path / "spoilt")
    engine = open_engine(url, keyring=KEYS)
    with engine.begin() as connection:
        if kind == "sqlite":
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for name in list(names):
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("ALTER TABLE theme_version DISABLE TRIGGER ALL"))
        connection.execute(text(SPOILT[request.param]))
    tell_set_aside.cache_clear()
    yield transactions_of(engine, hall="test")
    engine.dispose()
    drop_database(url)


def kiosk_over(transaction):
    return citizen_use_cases(
        CitizenPorts(
            transaction=transaction,
            files=FakeFiles(),
            printer=FakePrinter(),
            clock=now,
            randomness=random_symbols,
        )
    )


def test_a_kiosk_offers_all_other_themes_and_the_operator_is_told_once(spoilt, caplog):
    kiosk = kiosk_over(spoilt)
    with caplog.at_level(logging.ERROR):
        kiosk.consulting.warm_up()
        tiles = [tile.code for tile in kiosk.consulting.themes()]

    assert len(tiles) == 11
    assert "T02" not in tiles
    (logged,) = [line for line in caplog.messages if "Set aside" in line]
    assert "theme_version T02 1" in logged
    with pytest.raises(AlteredRecordError):
        kiosk.consulting.consult("T02", 1, {})


def test_the_designer_lists_all_others_and_names_what_is_set_aside(spoilt):
    session = let_in(spoilt, POLICY)
    designing = designing_use_cases(StaffContext(spoilt, now))
    designer = Seat(SimpleNamespace(it=designing), session).it

    assert len(designer.listing.themes()) == 11
    assert designer.listing.set_aside() == ("theme_version T02 1",)
    assert designer.listing.versions("T02") == ()
    assert len(designer.listing.versions("T03")) == 1


def test_officers_go_on_finding_cases_of_other_themes(spoilt):
    with spoilt() as stores:
        facts = VersionShelf().facts(stores)

    assert len(facts) == 11
