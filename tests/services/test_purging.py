"""What is past its period is removed, once, and nothing that is not; the histories stay whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from core.cases.records import PURGED
from core.errors import CaseErasedError, HoldUnfitError, NotPermittedError, StorageError
from core.privacy.retention import RETENTION, Kept, read_retention
from core.services.acting import StaffContext
from core.services.citizens import Credentials
from core.services.guard_secrets import FROM_ONE_PLACE
from core.services.officers import HoldGround, LegalHolds
from core.services.operators.purge import Purging
from core.services.operators.verify_history import verify_history
from core.staff.access import Look, LookSearch
from core.staff.models import OPERATOR
from core.training.scenarios import read_scenario
from core.visits.steady import SteadyClock
from db.case_reader import SqlCaseReader
from db.file_names import FileNames
from tests.db.content import change
from tests.keys import KEYS, file_store
from tests.seating import SUPERVISOR, WINDOW, let_in
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

DAY = timedelta(days=1)
TEN_YEARS = RETENTION.cases + 2 * DAY


@pytest.fixture
def hall(kind, tmp_path):
    with staffed(kind, tmp_path) as office:
        yield office


@pytest.fixture
def files(hall, tmp_path):
    return file_store(tmp_path / "files", names=FileNames(engine_of(hall), KEYS))


def engine_of(hall):
    return hall.transaction.args[0]


def submitted(hall, key, *, code="S02"):
    person = read_scenario(ASSETS / "scenarios" / f"{code}.yaml")
    return hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, key), code=CODE)


def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def purging(hall, text="", clock=None):
    return Purging(
        transaction=hall.transaction,
        held=hall.kiosk.materials.leases,
        clock=clock or hall.clock,
        retention=read_retention(text),
    )


def of(kept, found):
    return next(report for report in found if report.kept is kept)


def verified(hall, tmp_path, files):
    url = engine_of(hall).url.render_as_string(hide_password=False)
    return verify_history(
        SqlCaseReader(url, hall="demo", keyring=KEYS),
        heads=FolderHeadStore(tmp_path / "heads", hall="demo"),
        signer=HeadSigner(b"s" * 32),
        files=files,
    )


def is_there(files, digest):
    try:
        return bool(files.get(digest))
    except StorageError:
        return False


def test_what_an_old_case_said_is_erased_and_its_history_is_still_proved(hall, files, tmp_path):
    old = submitted(hall, "old")
    hall.kiosk.tracking.rate_received(old.number, 5)
    hall.kiosk.tracking.withdraw(asked(old), CODE)
    hall.clock.now += TEN_YEARS - 3 * DAY
    assert of(Kept.CASES, purging(hall).purge()).cases == ()
    hall.clock.now += 3 * DAY
    new = submitted(hall, "new", code="S03")
    preview = purging(hall).preview()
    assert of(Kept.CASES, preview).cases == (old.number,)
    assert of(Kept.CASES, purging(hall, "cases=11y").preview()).cases == ()

    found = purging(hall).purge()

    assert of(Kept.CASES, found).cases == (old.number,)
    assert of(Kept.CASES, purging(hall).purge()).cases == ()
    new_ones = {file.digest for file in new.application.uploads}
    for upload in (*old.application.uploads, *new.application.uploads):
        assert is_there(files, upload.digest) == (upload.digest in new_ones)
    with hall.transaction() as stores:
        assert stores.cases.get(new.number) is not None
        with pytest.raises(CaseErasedError):
            stores.cases.get(old.number)
    report = verified(hall, tmp_path, files)
    assert report.problems == ()
    assert [(purged_case.number, purged_case.rule) for purged_case in report.purged] == [
        (old.number, "cases=10y")
    ]


def test_a_file_that_another_case_has_stays(hall, files):
    old = submitted(hall, "old")
    hall.clock.now += TEN_YEARS
    new = submitted(hall, "new")
    shared = {upload.digest for upload in old.application.uploads} & {
        upload.digest for upload in new.application.uploads
    }
    assert shared

    assert of(Kept.CASES, purging(hall).purge()).cases == (old.number,)

    assert all(is_there(files, digest) for digest in shared)


def test_a_case_under_a_hold_stays_until_it_is_lifted_and_a_period_later(hall):
    old = submitted(hall, "old")
    holds = LegalHolds(StaffContext(hall.transaction, hall.clock))
    watch = let_in(hall.transaction, SUPERVISOR)
    with pytest.raises(NotPermittedError):
        holds.place(let_in(hall.transaction, WINDOW), old.number, HoldGround.REVIEW, "1")
    holds.place(watch, f" {old.number.lower()} ", HoldGround.LAWSUIT, "（2026）粤12行初345号")
    hall.clock.now += 3 * TEN_YEARS
    assert of(Kept.CASES, purging(hall).purge()).cases == ()
    assert of(Kept.CASES, purging(hall).preview()).cases == ()

    holds.lift(watch, old.number, "（2026）粤12行初345号")

    assert of(Kept.CASES, purging(hall).purge()).cases == ()
    hall.clock.now += TEN_YEARS
    assert of(Kept.CASES, purging(hall).purge()).cases == (old.number,)
    with pytest.raises(CaseErasedError):
        holds.place(watch, old.number, HoldGround.LAWSUIT, "too late")


def test_a_hold_stands_once_and_names_its_proceedings_and_nobody(hall):
    case = submitted(hall, "held")
    holds = LegalHolds(StaffContext(hall.transaction, hall.clock))
    number = case.application.values["per.id_no@principal"]
    with pytest.raises(HoldUnfitError):
        holds.lift(OPERATOR, case.number, "not held")
    for reference in ("", "  ", "x" * 81, f"of {number}", "13800138000"):
        with pytest.raises(HoldUnfitError):
            holds.place(OPERATOR, case.number, HoldGround.REVIEW, reference)

    came = all_at_once(
        *[lambda: holds.place(OPERATOR, case.number, HoldGround.REVIEW, "复议 12 号")] * 3
    )

    assert kinds_of(came) == {"NoneType": 1, "HoldUnfitError": 2}


def test_an_altered_case_is_not_purged_but_told(hall, files, tmp_path):
    young = submitted(hall, "young")
    change(
        engine_of(hall),
        f"UPDATE service_case SET received_at = '2010-01-01 00:00:00' "
        f"WHERE number = '{young.number}'",
    )
    change(engine_of(hall), "UPDATE case_event SET at = '2010-01-01 00:00:00'")

    assert of(Kept.CASES, purging(hall).purge()).cases == ()

    assert verified(hall, tmp_path, files).problems


def test_a_closing_entry_beside_a_key_that_is_there_is_reported(hall, files, tmp_path):
    case = submitted(hall, "old")
    kept = "CREATE TABLE stolen AS SELECT * FROM data_key"
    with engine_of(hall).begin() as connection:
        connection.execute(text(kept))
    hall.clock.now += TEN_YEARS
    purging(hall).purge()
    change(
        engine_of(hall),
        f"INSERT INTO data_key SELECT * FROM stolen WHERE name = '{case.number}'",
    )

    problems = {
        (problem.place, problem.case) for problem in verified(hall, tmp_path, files).problems
    }

    assert ("data_key", case.number) in problems


def fill(hall):
    at = hall.clock()
    let_in(hall.transaction, WINDOW, until=at)
    with hall.transaction() as stores:
        stores.attempts.count("x", FROM_ONE_PLACE, at=at)
        call = stores.help.add(kiosk="1", step="form", at=at)
        stores.help.answer(call.number, by="window", at=at)
        stores.help.add(kiosk="2", step="form", at=at)
        stores.access.add([Look(at, "window", "office.forms", "250101-ACDE-FGHY")])


@pytest.mark.parametrize("kept", [Kept.ATTEMPTS, Kept.CALLS, Kept.SESSIONS, Kept.ACCESS_LOG])
def test_rows_go_when_their_period_is_over_and_not_before(hall, kept):
    hall.clock.now -= 6 * 366 * DAY
    fill(hall)
    hall.clock.now += RETENTION.of(kept) - DAY / 2
    assert of(kept, purging(hall).purge()).number == 0
    hall.clock.now += 2 * DAY
    assert of(kept, purging(hall).preview()).number == 1

    assert of(kept, purging(hall).purge()).number == 1

    assert of(kept, purging(hall).purge()).number == 0
    with hall.transaction() as stores:
        assert [call.kiosk for call in stores.help.open_calls()] == ["2"]


def test_looks_go_with_a_note_of_it_alone(hall):
    hall.clock.now -= 4 * 366 * DAY
    fill(hall)
    old = hall.clock()
    hall.clock.now += 4 * 366 * DAY
    fill(hall)
    refused = [
        "DELETE FROM case_look",
        f"DELETE FROM case_look WHERE at <= '{old.date()} 23:59:59'",
        "INSERT INTO purge (hall, kept, before, at) VALUES "
        "('demo', 'access_log', '2099-01-01 00:00:00', '2099-01-01 00:00:00')",
    ]
    for sql in refused:
        refuses(hall, sql)

    assert of(Kept.ACCESS_LOG, purging(hall).purge()).number == 1

    for sql in ("DELETE FROM case_look", "DELETE FROM purge", "UPDATE purge SET at = at"):
        refuses(hall, sql)
    with hall.transaction() as stores:
        assert stores.access.count(LookSearch(who="window")) == 1


def test_the_key_of_a_case_goes_with_the_entry_that_says_so_alone(hall):
    case = submitted(hall, "one")

    refuses(hall, f"DELETE FROM data_key WHERE name = '{case.number}'")


def refuses(hall, sql):
    with (
        pytest.raises(DBAPIError, match="is never changed"),
        engine_of(hall).begin() as connection,
    ):
        connection.execute(text(sql))


def test_a_clock_that_jumped_or_is_wrong_from_the_start_purges_nothing(hall):
    submitted(hall, "old")
    ran = [0.0]
    jumping = SteadyClock(hall.clock, lambda: ran[0])
    hall.clock.now += 2 * TEN_YEARS

    for clock in (jumping, hall.clock):
        assert of(Kept.CASES, purging(hall, clock=clock).purge_unwatched()).cases == ()

    submitted(hall, "somebody comes", code="S03")
    assert of(Kept.CASES, purging(hall).purge_unwatched()).number == 1


@pytest.mark.parametrize("other", ["purge", "withdraw", "read", "submit"])
def test_purging_at_once_with_anything_else_purges_once_and_whole(hall, files, tmp_path, other):
    old = submitted(hall, "old")
    hall.clock.now += TEN_YEARS
    others = {
        "purge": lambda: purging(hall).purge(),
        "withdraw": lambda: hall.kiosk.tracking.withdraw(asked(old), CODE),
        "read": lambda: [reads(hall, old) for _ in range(8)],
        "submit": lambda: submitted(hall, "new"),
    }

    with ThreadPoolExecutor(3) as pool:
        theirs = pool.submit(quietly, others[other])
        mine = [pool.submit(purging(hall).purge) for _ in range(2)]
        came = theirs.result()
        found = [case for attempt in mine for case in of(Kept.CASES, attempt.result()).cases]

    report = verified(hall, tmp_path, files)
    assert report.problems == ()
    if other == "purge":
        found += of(Kept.CASES, came).cases
    if other != "withdraw" or isinstance(came, CaseErasedError):
        assert found == [old.number]
    assert [purged_case.number for purged_case in report.purged] == found
    with engine_of(hall).connect() as connection:
        said = text("SELECT count(*) FROM case_event WHERE action = :action")
        assert connection.execute(said, {"action": PURGED}).scalar() == len(found)


def reads(hall, case):
    """Read a case whole, or learn that it was erased: nothing else."""
    try:
        with hall.transaction() as stores:
            assert stores.cases.get(case.number).applicant_name == case.applicant_name
    except CaseErasedError:
        pass


def quietly(work):
    try:
        return work()
    except CaseErasedError as error:
        return error
