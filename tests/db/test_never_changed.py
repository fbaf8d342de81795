import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.errors import AlteredRecordError
from core.staff.account_events import AccountAction, AccountEvent
from core.themes.confirming.models import RoundAction
from db.transactions import stores_in
from tests.db.content import NOW, THEME, a_case, a_version, an_event

CHANGES = [
    "UPDATE theme_version SET published_by = 'somebody'",
    "DELETE FROM theme_version",
    "UPDATE case_event SET actor = 'somebody'",
    "DELETE FROM case_event",
    "UPDATE round_event SET by = 'somebody'",
    "DELETE FROM round_event",
    "UPDATE account_event SET username = 'somebody'",
    "DELETE FROM account_event",
]
SQLITE_CHANGES = [
    "INSERT OR REPLACE INTO case_event SELECT * FROM case_event",
    "INSERT OR REPLACE INTO theme_version SELECT * FROM theme_version",
    "INSERT OR REPLACE INTO round_event SELECT * FROM round_event",
    "INSERT OR REPLACE INTO account_event SELECT * FROM account_event",
]
POSTGRES_CHANGES = [
    "TRUNCATE case_event",
    "TRUNCATE theme_version CASCADE",
    "TRUNCATE round_event",
    "TRUNCATE account_event",
]
CASE = a_case()


@pytest.fixture
def filled(engine, catalogue):
    with stores_in(engine, hall="demo") as stores:
        stores.themes.publish(a_version(catalogue))
        stores.account_log.add(AccountEvent(NOW, "keeper", AccountAction.ADDED, "lin"))
        stores.cases.add(CASE)
        stores.rounds.append(THEME, RoundAction.WITHDRAWN, {"words": "x"}, at=NOW, by="policy")
        stores.cases.append(an_event(CASE.history, CASE.number, "printed"))
    return engine


@pytest.mark.parametrize("change", [*CHANGES, *SQLITE_CHANGES, *POSTGRES_CHANGES])
def test_the_database_itself_refuses_changes(filled, change):
    other = POSTGRES_CHANGES if filled.dialect.name == "sqlite" else SQLITE_CHANGES
    if change in other:
        pytest.skip("the other database says it in other words")

    with pytest.raises(IntegrityError, match="is never changed"), filled.begin() as connection:
        connection.execute(text(change))


def test_a_snapshot_altered_behind_our_back_is_found(filled):
    _without_triggers(filled, "UPDATE theme_version SET snapshot = replace(snapshot, 'T07', 'T08')")

    with stores_in(filled, hall="demo") as stores:
        for read in (lambda: stores.themes.latest(THEME), lambda: stores.themes.version(THEME, 1)):
            with pytest.raises(AlteredRecordError):
                read()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_event SET actor = 'x' WHERE sequence = 1",
        "DELETE FROM case_event WHERE sequence = 1",
        "DELETE FROM case_event WHERE sequence = 2",
        "UPDATE case_event SET sequence = 3 - sequence + 100",
    ],
)
def test_a_history_altered_behind_our_back_is_found_even_at_its_end(filled, change):
    _without_triggers(filled, change)

    with stores_in(filled, hall="demo") as stores, pytest.raises(AlteredRecordError):
        stores.cases.get(CASE.number)


def _without_triggers(engine, change):
    """Do what only somebody with every right to the database can do."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'"))
            for (name,) in names.all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("case_event", "theme_version"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text(change))
