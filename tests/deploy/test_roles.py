"""The program as a role of PostgreSQL that may do what the program does, and nothing else."""

import os
import secrets
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import SQLModel

from core.cases.history import next_event
from core.cases.records import ERASED
from core.staff.access import LookSearch
from core.staff.models import OPERATOR
from core.visits.time_estimates import ElapsedTotal, StepKind
from db.copying import copier_of
from db.engine import open_engine
from db.file_names import FileNames
from db.filling import fill_database
from db.upgrading import upgrade_database
from tests.databases import drop_database, filled_database
from tests.faults.place import Place
from tests.faults.visit import Visit, take
from tests.keys import KEYS, file_store
from tests.postgres import bin_folder
from tests.seating import HEALTH, SUPERVISOR
from tests.services.test_at_rest import life_of, pass_on
from tests.staffing import open_office

RIGHTS = Path(__file__).parents[2] / "deploy" / "postgresql" / "roles.sql"
ONLY_ADDED_TO = {
    *("theme_version", "case_event", "case_file", "case_log_entry", "purge"),
    *("library_change", "round_event", "proposal_decision", "theme_term", "matter_pull"),
    "account_event",
}


class Server:
    """A filled database, its owner, and a role that the program is let in as."""

    def __init__(self, folder):
        self.folder = folder
        self.owner_url = filled_database("postgresql", folder)
        self.role = f"app-{secrets.token_hex(4)}"
        self.url = self.owner_url.replace("://tests@", f"://{self.role}@")
        self.owner = open_engine(self.owner_url, keyring=KEYS)
        self.say(f'CREATE ROLE "{self.role}" LOGIN')
        self.grant()

    def say(self, statement):
        with self.owner.begin() as connection:
            connection.execute(text(statement))

    def grant(self):
        """Run the script as the operator does, twice: whoever runs it again changes nothing."""
        address = self.owner.url
        words = ["--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--set", f"app={self.role}"]
        for _ in range(2):
            subprocess.run(
                [bin_folder() / "psql", *words, "--file", RIGHTS, address.database],
                check=True,
                env={**os.environ, "PGHOST": address.query["host"], "PGUSER": address.username},
                stdout=subprocess.DEVNULL,
            )

    def rights(self):
        """Return what the role may do, by table: of some columns where it is not of all."""
        asked = (
            "SELECT relname, kind, has_table_privilege(:role, oid, kind), "
            "kind IN ('INSERT', 'UPDATE') AND has_any_column_privilege(:role, oid, kind) "
            "FROM pg_class, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', "
            "'REFERENCES']) AS kind WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        found = {table: set() for table in SQLModel.metadata.tables}
        with self.owner.connect() as connection:
            for table, kind, of_all, of_some in connection.execute(
                text(asked), {"role": self.role}
            ):
                found.setdefault(table, set()).update([kind] * (of_all or of_some))
        return found

    def close(self):
        self.owner.dispose()
        drop_database(self.owner_url)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("roles"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def app(server):
    engine = open_engine(server.url, keyring=KEYS)
    yield engine
    engine.dispose()


def test_a_process_starts_as_the_role_where_the_owner_has_upgraded(server, app):
    upgrade_database(server.url, keyring=KEYS)

    assert fill_database(app, dict, at=None) == ()


@pytest.fixture(scope="module")
def office(server):
    return open_office(server.folder, server.url)


@pytest.mark.usefixtures("office")
def test_the_main_job_is_done_as_the_role(server):
    place = Place(server.url, server.folder)
    try:
        place.begin_publishing()
        visit = Visit("by the role", publishes=True)
        for step in visit.steps:
            take(step, visit, place)
        place.sweep()
    finally:
        place.leave()

    assert {"submit", "keep", "resume", "look", "rate", "withdraw", "publish"} <= set(visit.done)


def test_what_the_staff_and_visits_do_is_done_as_the_role(server, office):
    engine = open_engine(server.url, keyring=KEYS)
    hall = SimpleNamespace(
        kiosk=office.kiosk,
        office=office.as_(HEALTH).office,
        transaction=office.transaction,
        clock=office.clock,
        files=file_store(server.folder / "files", names=FileNames(engine, KEYS)),
    )

    case = life_of(hall, "by the staff")
    pass_on(hall)
    page = office.as_(SUPERVISOR).access.looks(LookSearch(case_number=case.number))
    office.staff.accounts.set_password(OPERATOR, "policy", "another-9k2m-word")
    office.staff.accounts.switch_off(OPERATOR, "second")
    with hall.transaction() as stores:
        stores.acceptances.withdraw("T02", "rule", "place", by="policy", at=hall.clock())
        stores.elapsed_times.add({StepKind.FIELD: ElapsedTotal(1, 2.0)})
        stores.persons.cases_of("440000199001011234")
    _erase(hall, case.number)

    assert page.looks
    engine.dispose()


def _erase(hall, number):
    with hall.transaction() as stores:
        kept = stores.cases.get(number, to_change=True)
        stores.cases.erase(
            next_event(
                kept.history,
                case_number=number,
                at=hall.clock(),
                actor="operator",
                action=ERASED,
                details={"why": "retention"},
            )
        )


def test_a_backup_is_made_as_the_role(server):
    with copier_of(server.url).snapshot() as snapshot:
        assert len(b"".join(snapshot.content())) > 1000


@pytest.mark.parametrize(
    "statement",
    [
        *(
            f"UPDATE {table} SET {column} = {column}"
            for table, column in (
                ("theme_version", "snapshot"),
                ("case_event", "actor"),
                ("library_change", "reason"),
                ("matter_pull", "reason"),
                ("case_file", "document"),
                ("case_log_entry", "digest"),
                ("case_look", "who"),
                ("service_case", "application"),
                ("service_case", "received_at"),
                ("correction", "wrong"),
                ("staff_account", "username"),
                ("alembic_version", "version_num"),
                ("case_log", "hall"),
            )
        ),
        *(
            f"DELETE FROM {table}"
            for table in (
                *sorted(ONLY_ADDED_TO),
                "service_case",
                "correction",
                "case_log",
                "staff_account",
            )
        ),
        *(f"TRUNCATE {table} CASCADE" for table in (*sorted(ONLY_ADDED_TO), "data_key")),
        "ALTER TABLE case_event DISABLE TRIGGER ALL",
        "DROP TRIGGER case_look_refuse_update ON case_look",
        "SET session_replication_role = replica",
        "DROP TABLE pace",
        "CREATE TABLE mine (a int)",
        "CREATE TEMPORARY TABLE mine (a int)",
        "ALTER TABLE pace ADD COLUMN mine int",
        "CREATE SCHEMA mine",
        "CREATE INDEX mine ON pace (hall)",
        "CREATE ROLE mine",
        "SET ROLE tests",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER mine BEFORE INSERT ON pace FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "COPY pace TO PROGRAM 'cat'",
        "LOCK TABLE case_event IN ACCESS EXCLUSIVE MODE",
        "SELECT setval('case_look_number_seq', 1)",
    ],
)
def test_the_role_is_refused_what_the_program_never_does(app, statement):
    refused = r"permission denied|must be (owner|superuser)"
    with pytest.raises(ProgrammingError, match=refused), app.begin() as connection:
        connection.execute(text(statement))


def test_the_role_gives_itself_no_right(server, app):
    before = server.rights()
    with app.begin() as connection:  # PostgreSQL warns, and grants nothing
        connection.execute(text("GRANT UPDATE, DELETE ON case_event TO PUBLIC"))

    assert server.rights() == before


def test_every_table_has_its_rights_said(server):
    rights = server.rights()

    assert rights.pop("alembic_version") == set()
    unsaid = {table for table, may in rights.items() if "INSERT" not in may}
    assert unsaid == set(), "say in deploy/postgresql/roles.sql what the program may do to them"
    assert {table for table, may in rights.items() if may == {"INSERT"}} == ONLY_ADDED_TO
    assert not {"TRUNCATE", "TRIGGER", "REFERENCES"} & set().union(*rights.values())


def test_a_table_without_rights_is_reported(server):
    server.say("CREATE TABLE added_by_somebody (a int)")
    server.grant()
    try:
        assert server.rights()["added_by_somebody"] == set()
    finally:
        server.say("DROP TABLE added_by_somebody")
