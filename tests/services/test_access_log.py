"""Whoever of the staff reads what somebody said in a case stands in a log, or sees nothing."""

import csv
from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.errors import CaseNotFoundError, HelpNotedError, StorageError
from core.review.deciding import GrantedResult, Granting
from core.review.helping import HelpNote
from core.services.access_log import looks_in
from core.services.officers import FormFile, Outcome, RequestAnswer, RightKind, Wish
from core.services.officers.list_tasks import TaskSearch
from core.staff.access import LOOKS_AT_ONCE, REFUSED, Look, LookSearch
from core.staff.use_cases import READS_A_PERSONS_WORDS, UseCase
from core.training.scenarios import read_scenario
from core.working_days import day_of
from tests.db.content import drop_triggers
from tests.seating import HEALTH, REGISTRY, SUPERVISOR, TAX, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed

OF_CASES = ("office.", "calls.", "counter.", "rights.", "fees.", "archives.", "visits.")
OF_CASES += ("anonymising.",)
OF_CASES_AND_READING_NOTHING = {
    "office.count_cases",  # a number
    "office.draft_notice",  # what the officer writes
    "office.ask_for_correction",
    "office.deliver",  # what was read as office.results before
    "office.accept_matter",
    "office.decline_matter",
    "office.pause_matter",
    "office.resume_matter",
    "office.extend_matter",
    "office.set_inspection",
    "office.record_inspection",
    "office.grant_matter",
    "office.correct_on_spot",
    "office.refuse_matter",
    "office.reissue_matter",
    "office.send_back",
    "office.check_commitment",
    "office.revoke_matter",
    "fees.assess",
    "fees.waive",
    "fees.take",  # what was read as fees.bill before
    "fees.give_back",
    "counter.receive_material",  # what was read as counter.counter_case before
    "fees.begin",
    "fees.look",
    "fees.cancel",
    "fees.settle",
    "fees.unsettled",  # the operator sees keys and sums alone
    "fees.tell",
    "counter.note_help",
    "counter.open_kept",  # what was begun and is no case yet; it is written down all the same
    "counter.end_agent",  # what was read as counter.counter_case before
    "counter.name_agent",
    "calls.open_calls",  # a kiosk and a step
    "calls.answer",
    "rights.withdraw_consent",
    "anonymising.drafts",  # numbers
    "anonymising.approve",  # what was read as anonymising.draft before
    "anonymising.discard",
}
CHANGES = [
    "UPDATE case_look SET who = 'somebody'",
    "UPDATE case_look SET at = at",
    "DELETE FROM case_look",
    "INSERT OR REPLACE INTO case_look SELECT * FROM case_look",
    "TRUNCATE case_look",
]


def helped(seat, case):
    with suppress(HelpNotedError):
        seat.counter.helping.note_help(case.number, HelpNote("deaf", "written"))


def number_of(case):
    return case.application.values["per.id_no@principal"]


def asked(seat, case):
    return seat.rights.record(case.number, Wish(RightKind.ERASE))


ACCEPTED = 2
"""The entry of the history by which a matter is accepted: its notice can be printed."""
WAYS = {
    UseCase.LIST_CASES: lambda seat, _: seat.office.finding.cases(),
    UseCase.LIST_TASKS: lambda seat, case: seat.office.listing.tasks(TaskSearch(case.number)),
    UseCase.EXPORT_TASKS: lambda seat, case: seat.office.listing.tasks_file(
        TaskSearch(case.number)
    ),
    UseCase.OPEN_TASK: lambda seat, case: seat.office.reviewing.task(case.number, "WJ-01"),
    UseCase.READ_FORMS: lambda seat, case: seat.office.opening.forms(case.number),
    UseCase.EXPORT_FORM: lambda seat, case: seat.office.opening.form_file(
        case.number, "WJ-01", FormFile.JSON
    ),
    UseCase.READ_PAPER: lambda seat, case: seat.office.opening.paper_file(
        case.number, *a_paper(seat, case)
    ),
    UseCase.PRINT_NOTICE: lambda seat, case: seat.office.opening.notice_file(
        case.number, "SCJG-01", ACCEPTED
    ),
    UseCase.LIST_READY: lambda seat, _: seat.office.delivering.ready_cases(),
    UseCase.READ_RESULTS: lambda seat, case: seat.office.delivering.results(case.number),
    UseCase.PRINT_RESULTS: lambda seat, case: seat.office.delivering.results_file(case.number),
    UseCase.READ_BILL: lambda seat, case: seat.fees.paying.bill(case.number),
    UseCase.FIND_AT_COUNTER: lambda seat, case: seat.counter.receiving.cases_of(case.number),
    UseCase.PRINT_HELP: lambda seat, case: (
        helped(seat, case) or seat.counter.helping.help_file(case.number)
    ),
    UseCase.OPEN_AT_COUNTER: lambda seat, case: seat.counter.receiving.counter_case(case.number),
    UseCase.FIND_PERSON: lambda seat, case: seat.rights.find(number_of(case)),
    UseCase.LIST_REQUESTS: lambda seat, case: asked(seat, case) and seat.rights.open_requests(),
    UseCase.SHOW_HELD: lambda seat, case: seat.rights.show(case.number, "zh-CN"),
    UseCase.COPY_HELD: lambda seat, case: seat.rights.copy(case.number, "zh-CN"),
    UseCase.RECORD_REQUEST: asked,
    UseCase.ANSWER_REQUEST: lambda seat, case: seat.rights.answer(
        case.number, asked(seat, case).number, RequestAnswer(Outcome.REFUSED, "a reason")
    ),
}


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture(scope="module")
def case(hall):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    received = hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "a visit"))
    registry = hall.as_(REGISTRY).office
    registry.accepting.accept_matter(received.number, "SCJG-01")
    licence = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))
    registry.deciding.grant_matter(received.number, "SCJG-01", licence)
    return received


@pytest.fixture(autouse=True)
def later(hall):
    """Let so much time pass that a list is seen anew."""
    hall.clock.wait(hours=1)


def a_paper(seat, case):
    return next(
        (seat_form.form.matter, file.digest)
        for seat_form in seat.office.opening.forms(case.number)
        for paper in seat_form.papers
        for file in paper.files
    )


def looks_of(hall, number=""):
    with hall.transaction() as stores:
        return stores.access.found(LookSearch(case_number=number), skip=0, limit=10_000)


def new_since(hall, before):
    return looks_of(hall)[: len(looks_of(hall)) - len(before)]


def test_every_use_case_of_cases_says_whether_it_shows_what_somebody_said():
    of_cases = {use_case.value for use_case in UseCase if use_case.value.startswith(OF_CASES)}

    assert (
        of_cases
        == {use_case.value for use_case in READS_A_PERSONS_WORDS} | OF_CASES_AND_READING_NOTHING
    )


def test_there_is_a_way_to_try_each_use_case_that_shows_it():
    # Each of these looks for it in the log where there is a case to try it with.
    in_their_own_tests = {UseCase.ARCHIVE_CASE, UseCase.LIST_VISITS, UseCase.EXPORT_VISITS}
    in_their_own_tests |= {UseCase.MAKE_SCENARIO_DRAFT, UseCase.READ_SCENARIO_DRAFT}
    assert WAYS.keys() | in_their_own_tests == READS_A_PERSONS_WORDS


@pytest.mark.parametrize("use_case", WAYS)
def test_whoever_reads_stands_in_the_log_with_the_reading(hall, case, use_case):
    before = looks_of(hall)

    WAYS[use_case](hall.as_(WINDOW), case)

    mine = [look for look in new_since(hall, before) if look.use_case == use_case]
    assert {(look.who, look.case_number, look.at) for look in mine} == {
        ("window", case.number, hall.clock())
    }


@pytest.mark.parametrize("use_case", WAYS)
def test_what_cannot_be_written_down_is_not_shown(hall, case, use_case, monkeypatch):
    seat, paper = hall.as_(WINDOW), a_paper(hall.as_(WINDOW), case)
    monkeypatch.setitem(globals(), "a_paper", lambda *_: paper)
    engine = hall.transaction.args[0]
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE case_look RENAME TO case_look_gone"))
    try:
        with pytest.raises((StorageError, DBAPIError)):
            WAYS[use_case](seat, case)
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE case_look_gone RENAME TO case_look"))


def test_it_says_of_which_matter_and_which_part(hall, case):
    before = looks_of(hall)
    seat = hall.as_(HEALTH)

    seat.office.opening.forms(case.number)
    seat.office.opening.form_file(case.number, "WJ-01", FormFile.XLSX)
    _, digest = paper = a_paper(seat, case)
    seat.office.opening.paper_file(case.number, *paper)

    looks = [(look.use_case, look.matter, look.part) for look in new_since(hall, before)]
    place = looks[0][2]
    assert "@" in place
    assert digest not in place
    assert looks[::-1][:2] == [("office.forms", "WJ-01", ""), ("office.form_file", "WJ-01", "xlsx")]


def test_that_somebody_was_refused_a_case_is_written_down_and_no_reading(hall, case):
    before = looks_of(hall)

    for number in (case.number, "261124-AAAA-AAAA"):
        with pytest.raises(CaseNotFoundError):
            hall.as_(TAX).office.opening.forms(number)
    with pytest.raises(CaseNotFoundError):
        hall.as_(HEALTH).office.opening.paper_file(case.number, "WJ-01", "0" * 64)

    refused = [(look.who, look.case_number, look.part) for look in new_since(hall, before)]
    assert refused == [("health", case.number, REFUSED), ("tax", case.number, REFUSED)]
    shown = looks_in(hall.transaction)(case.number)
    assert "税务部门人员甲" not in {look.who for look in shown}


def test_a_list_that_is_drawn_again_is_seen_once_and_later_anew(hall, case):
    before = looks_of(hall)
    seat = hall.as_(WINDOW)

    seat.office.finding.cases()
    seat.office.finding.cases()
    assert len(new_since(hall, before)) == 1
    hall.as_(HEALTH).office.finding.cases()
    assert len(new_since(hall, before)) == 2
    hall.clock.wait(minutes=11)
    seat.office.finding.cases()

    assert len(new_since(hall, before)) == 3


def test_nothing_in_it_is_personal_to_the_citizen(hall, case):
    for way in (way for name, way in WAYS.items() if name is not UseCase.COPY_HELD):
        way(hall.as_(WINDOW), case)

    said = {str(word) for word in case.application.values.values()} | {case.applicant_name}
    written = " ".join(map(repr, looks_of(hall)))
    assert [word for word in said if len(word) > 2 and word in written] == []


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_itself_refuses_changes(hall, case, kind, change):
    if change.startswith("INSERT" if kind == "postgresql" else "TRUNCATE"):
        pytest.skip("the other database says it in other words")
    hall.as_(WINDOW).office.finding.cases()

    with (
        pytest.raises(DBAPIError, match="is never changed"),
        hall.transaction.args[0].begin() as connection,
    ):
        connection.execute(text(change))


def test_supervisors_see_it_by_case_by_member_and_by_day(hall, case):
    with hall.transaction() as stores:
        old = hall.clock() - timedelta(days=400)
        stores.access.add([Look(old, "health", "office.forms", "250101-ACDE-FGHY", "WJ-01")])
    hall.as_(WINDOW).office.opening.forms(case.number)
    log = hall.as_(SUPERVISOR).access

    by_case = log.looks(LookSearch(case_number=f" {case.number.lower()} ")).looks
    by_member = log.looks(LookSearch(who="health")).looks
    by_day = log.looks(LookSearch(day=day_of(old))).looks

    assert {look.case_number for look in by_case} == {case.number}
    assert {look.who for look in by_member} == {"health"}
    assert [(look.who, look.at) for look in by_day] == [("health", old)]
    assert log.looks(LookSearch(who="health", day=day_of(hall.clock() + timedelta(3)))).looks == ()


def test_it_comes_in_pages_the_newest_first(hall, case):
    at = hall.clock() + timedelta(days=1000)
    looks = [Look(at + timedelta(seconds=n), "page", "office.forms", str(n)) for n in range(105)]
    with hall.transaction() as stores:
        stores.access.add(looks)
    log = hall.as_(SUPERVISOR).access

    first, second = (log.looks(LookSearch(who="page", page=page)) for page in (0, 1))

    assert first.number == 105
    assert [look.case_number for look in first.looks] == [
        str(n) for n in range(104, 104 - LOOKS_AT_ONCE, -1)
    ]
    assert [look.case_number for look in second.looks] == [str(n) for n in range(4, -1, -1)]


def test_the_file_has_every_look_and_nothing_a_spreadsheet_calculates(hall, case):
    with hall.transaction() as stores:
        stores.access.add([Look(hall.clock(), "csv", "office.forms", "=1+1", "WJ-01", '@x,"y')])

    made = hall.as_(SUPERVISOR).access.looks_file(LookSearch(who="csv"))

    head, row = csv.reader(StringIO(made.decode("utf-8-sig")))
    assert head[:2] == ["at", "username"]
    assert row[-3:] == ["'=1+1", "WJ-01", "'@x,\"y"]


def test_whoever_looks_at_the_log_stands_in_it_and_what_they_typed_does_not(hall, case):
    before = looks_of(hall)
    log = hall.as_(SUPERVISOR).access

    log.looks(LookSearch(case_number="何小满", who="何小满"))
    log.looks_file(LookSearch(case_number=case.number, who="window", day=day_of(hall.clock())))

    taken, looked = new_since(hall, before)
    assert (looked.who, looked.use_case, looked.case_number, looked.part) == (
        "watch",
        "access.looks",
        "",
        "",
    )
    assert (taken.use_case, taken.case_number) == ("access.looks_file", case.number)
    assert taken.part == f"who=window day={day_of(hall.clock())}"


def test_somebody_is_told_who_read_their_case(hall, case):
    hall.as_(HEALTH).office.opening.forms(case.number)

    minute = hall.clock().replace(second=0, microsecond=0)
    looks = looks_in(hall.transaction)(case.number)

    assert (minute, HEALTH.display_name, "WJ") in {(o.at, o.who, o.department) for o in looks}
    assert len(looks) == len(set(looks))


def test_one_spoilt_look_is_set_aside_and_named(hall, case, kind):
    hall.as_(WINDOW).office.opening.forms(case.number)
    whole = looks_of(hall)
    engine = hall.transaction.args[0]
    drop_triggers(engine)
    at = "'nothing'" if kind == "sqlite" else "'infinity'"
    spoil = f"UPDATE case_look SET at = {at} WHERE number = (SELECT max(number) FROM case_look)"
    with engine.begin() as connection:
        connection.execute(text(spoil))

    with hall.transaction() as stores:
        named = stores.records.spoilt()

    assert looks_of(hall) == whole[1:]
    assert named[0].startswith("case_look")
