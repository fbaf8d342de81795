"""After a purge no key that is left opens a word of the case, wherever it was written."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import LargeBinary
from sqlmodel import Session, SQLModel, select

from core.cases.records import LASTING
from core.privacy.purging import HoldGround
from core.privacy.requests import Outcome, RequestAnswer, RightKind, Wish
from core.privacy.retention import RETENTION
from core.services.acting import StaffContext
from core.services.officers import LegalHolds
from core.services.operators.purge import Purging
from core.staff.models import OPERATOR
from db.data_keys import Scope
from db.engine import open_engine
from db.file_names import FileNames
from db.key_tables import DataKeyRow
from db.sealed_rows import SEALED
from db.vault import vault_of
from tests.databases import drop_database, everything_in, filled_database
from tests.keys import KEYS, file_store
from tests.seating import HEALTH, WINDOW, let_in
from tests.services.test_at_rest import BOTH, FORMS, LATIN, life_of, verified
from tests.staffing import open_office

HELD = f"{LATIN} 12"
NAME = "per.name@principal"


@pytest.fixture
def hall(kind, tmp_path):
    url = filled_database(kind, tmp_path)
    office, engine = open_office(tmp_path, url), open_engine(url, keyring=KEYS)
    yield SimpleNamespace(
        kiosk=office.kiosk,
        office=office.as_(HEALTH).office,
        rights=office.rights,
        transaction=office.transaction,
        clock=office.clock,
        folder=tmp_path,
        engine=engine,
        files=file_store(tmp_path / "files", names=FileNames(engine, KEYS)),
    )
    engine.dispose()
    drop_database(url)


def speak(hall, case):
    """Let everything be written into a history that a person, or somebody about them, can say."""
    window = let_in(hall.transaction, replace(WINDOW, username="words-window"))
    holds = LegalHolds(StaffContext(hall.transaction, hall.clock))
    for wish, answer in (
        (
            Wish(RightKind.CORRECT, f"{BOTH} 写错了", NAME),
            RequestAnswer(Outcome.CORRECTED, BOTH, BOTH),
        ),
        (Wish(RightKind.EXPLAIN, f"{BOTH} 为什么"), RequestAnswer(Outcome.REFUSED, BOTH)),
        (Wish(RightKind.ERASE, BOTH), RequestAnswer(Outcome.RESTRICTED, BOTH)),
    ):
        asked = hall.rights.record(window, case.number, wish)
        hall.rights.answer(window, case.number, asked.number, answer)
    holds.place(OPERATOR, case.number, HoldGround.REVIEW, HELD)
    holds.lift(OPERATOR, case.number, HELD)


def purge(hall):
    hall.clock.now += RETENTION.cases + timedelta(days=2)
    retention = replace(RETENTION, access_log=2 * RETENTION.cases)  # the database trusts no clock
    purging = Purging(
        transaction=hall.transaction,
        held=hall.kiosk.materials.leases,
        clock=hall.clock,
        retention=retention,
    )
    return [number for report in purging.purge() for number in report.cases]


OF_NOBODY = {"data_key", "catalogue_file", "library_change", "matter_pull"}
"""What no person has said."""


def opened_with_all_keys(hall):
    """Every encrypted value of every table, by each key that is there and wherever it belongs."""
    with Session(hall.engine) as session:
        keys = vault_of(session).keys
        places = [
            (row.hall, Scope(row.scope), row.name) for row in session.exec(select(DataKeyRow))
        ]
        ciphers = [cipher for place in places if (cipher := keys.cipher(place))]
        for table in SQLModel.metadata.sorted_tables:
            raw = [c.name for c in table.columns if isinstance(c.type, LargeBinary)]
            assert table.name in {*SEALED, *OF_NOBODY} or not raw
            sealed = SEALED.get(table.name)
            for row in session.execute(table.select()).mappings() if sealed else ():
                rows = vault_of(session, hall=row.get("hall", "")).rows
                for column in sealed.columns:
                    place = rows.bound_to(table.name, row, column)
                    for cipher in ciphers:
                        with suppress(ValueError):
                            yield cipher.open(bytes(row[column]), place)


def test_no_word_of_a_purged_case_opens_with_any_key_that_is_left(hall):
    case = life_of(hall, f"key of words {LATIN}")
    speak(hall, case)
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
    with_words = [event for event in history if event.action not in {*LASTING, "rated"}]
    assert all({"salt", "seals"} & set(event.details) for event in with_words)
    before = b"\n".join(opened_with_all_keys(hall))
    assert all(text.encode() in before for text in (BOTH, HELD))

    assert purge(hall) == [case.number]

    after = [everything_in(hall.engine), *opened_with_all_keys(hall)]
    after += [path.read_bytes() for path in hall.folder.rglob("*") if path.is_file()]
    found = b"\n".join(after)
    assert [form for form in (*FORMS, HELD.encode()) if form in found] == []
    assert verified(hall).problems == ()
