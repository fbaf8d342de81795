"""No officer opens a file in which a virus is, or in which nobody has looked for one."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from sqlalchemy import text

from adapters.system import random_symbols
from core.errors import (
    FileQuarantinedError,
    FilesQuarantinedError,
    FileWaitingError,
    ScannerUnreachableError,
    UploadRefusedError,
)
from core.materials.screening import ScreenState
from core.review.models import Fault
from core.services.acting import StaffContext
from core.services.citizens import CitizenPorts, Credentials, citizen_use_cases
from core.services.officers import office_use_cases
from core.services.operators.screen_files import FileScreening
from core.training.scenarios import read_scenario
from db.transactions import transactions_of
from tests import clamd
from tests.databases import filled_database, opened
from tests.fakes import NOW, FakePrinter
from tests.keys import file_store
from tests.papers import PDF
from tests.seating import WINDOW, Seats
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.services.racing import all_at_once, kinds_of

KEYS = count(1)
INFECTED = PDF.replace(b"(pypdf)", clamd.HARMFUL)


class Hall(Seats):
    """A kiosk and an office with a scanner between them, which can be switched off."""

    def __init__(self, engine, folder, scanner, *, may_wait=True):
        self.transaction = transactions_of(engine, hall="test")
        self.files = file_store(folder)
        self.scanner, self.now = scanner, NOW
        common = {"transaction": self.transaction, "files": self.files, "clock": lambda: self.now}
        self.screening = FileScreening(**common, scanner=scanner, may_wait=may_wait)
        served = {**common, "printer": FakePrinter(), "screening": self.screening}
        self.kiosk = citizen_use_cases(CitizenPorts(**served, randomness=random_symbols))
        self.office = office_use_cases(
            StaffContext(self.transaction, lambda: self.now),
            printer=FakePrinter(),
            files=self.files,
            writer=None,
            screening=self.screening,
        )

    def give(self, content, holder="a visit"):
        return self.kiosk.materials.keep_upload(
            document="D", subject="principal", name="a.pdf", content=content, holder=holder
        )

    def states(self):
        with self.transaction() as stores:
            return {
                state: tuple(file.digest for file in stores.screens.in_state(state))
                for state in ScreenState
            }


@pytest.fixture(scope="module")
def address():
    with clamd.serving() as at:
        yield at


@pytest.fixture(scope="module")
def engine(kind, tmp_path_factory):
    with opened(filled_database(kind, tmp_path_factory.mktemp("screened"))) as filled:
        yield filled


@pytest.fixture
def hall(engine, tmp_path, address):
    hall = Hall(engine, tmp_path / "files", clamd.Switched(address))
    yield hall
    with hall.transaction() as stores:
        stores.leases.let_go("a visit")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM screened_file"))


def reason(work, *given, **named):
    with pytest.raises(UploadRefusedError) as refusal:
        work(*given, **named)
    return refusal.value.reason


def test_what_a_virus_is_in_is_refused_and_nothing_of_it_is_kept(hall):
    assert reason(hall.give, INFECTED) == "infected"

    (known,) = hall.screening.quarantined()
    assert known.finding == clamd.FINDING
    assert not list(hall.files._folder.rglob("*"))
    hall.scanner.on = False
    assert reason(hall.give, INFECTED) == "infected"


def test_where_nobody_can_look_files_are_refused_if_it_is_set_so(engine, hall, address, tmp_path):
    strict = Hall(engine, tmp_path / "strict", clamd.Switched(address, on=False), may_wait=False)

    assert reason(strict.give, PDF) == "not_scanned"
    strict.scanner.on = True
    assert strict.give(PDF).digest in strict.states()[ScreenState.CLEAN]


def test_without_a_scanner_nothing_waits_and_what_was_found_stays_shut(engine, hall, tmp_path):
    hall.scanner.on = False
    waiting = hall.give(PDF)
    bare = Hall(engine, hall.files._folder, None)

    assert bare.give(PDF + b"\n").digest not in str(bare.states())
    with bare.transaction() as stores:
        assert bare.screening.barred(stores, [waiting.digest]) == {}
    assert bare.screening.look_again() == ()
    with pytest.raises(ScannerUnreachableError):
        bare.screening.look_again(ScreenState.QUARANTINED)


def application(hall, key, content=PDF):
    """Everything that a person hands in, with one file for the first of the officer's papers."""
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    made = application_of(person, hall.kiosk, key)
    given = hall.give(content, holder=key)
    (first, *rest) = (upload for upload in made.uploads)
    return replace(made, uploads=(replace(first, digest=given.digest), *rest)), given.digest


def paper_of(hall, case, digest):
    """The matter and the paper under which an office has a file."""
    return next(
        (part.form.matter, paper)
        for part in hall.as_(WINDOW).office.opening.forms(case.number)
        for paper in part.papers
        if digest in {file.digest for file in paper.files}
    )


def test_a_file_that_waits_is_opened_once_somebody_has_looked(hall):
    hall.scanner.on = False
    handed_in, digest = application(hall, str(next(KEYS)))
    case = hall.kiosk.handing_in.submit(handed_in)
    matter, paper = paper_of(hall, case, digest)

    assert paper.barred == {digest: ScreenState.WAITING}
    with pytest.raises(FileWaitingError):
        hall.as_(WINDOW).office.opening.paper_file(case.number, matter, digest)
    with pytest.raises(ScannerUnreachableError):
        hall.screening.look_again()

    hall.scanner.on = True
    hall.screening.look_again()

    assert hall.states()[ScreenState.WAITING] == ()
    assert paper_of(hall, case, digest)[1].barred == {}
    assert (
        hall.as_(WINDOW).office.opening.paper_file(case.number, matter, digest).startswith(b"%PDF")
    )


def test_a_file_of_before_there_was_a_scanner_is_looked_at_when_it_is_opened(engine, hall, address):
    bare = Hall(engine, hall.files._folder, None)
    handed_in, digest = application(bare, str(next(KEYS)), INFECTED)
    case = bare.kiosk.handing_in.submit(handed_in)
    matter, _ = paper_of(bare, case, digest)
    assert bare.as_(WINDOW).office.opening.paper_file(case.number, matter, digest) == INFECTED

    with pytest.raises(FileQuarantinedError):
        hall.as_(WINDOW).office.opening.paper_file(case.number, matter, digest)

    # Nobody opens it any more, with a scanner or without.
    with pytest.raises(FileQuarantinedError):
        bare.as_(WINDOW).office.opening.paper_file(case.number, matter, digest)
    assert paper_of(bare, case, digest)[1].barred == {digest: ScreenState.QUARANTINED}


def test_a_virus_found_before_handing_in_asks_for_that_paper_again(hall):
    hall.scanner.on = False
    key = str(next(KEYS))
    handed_in, digest = application(hall, key, INFECTED)
    hall.scanner.on = True
    hall.screening.look_again()

    with pytest.raises(FilesQuarantinedError) as refused:
        hall.kiosk.handing_in.submit(handed_in)

    assert refused.value.digests == {digest}
    assert refused.value.params["names"] == "公共场所地址方位示意图、平面图和卫生设施平面布局图"
    other = hall.give(PDF, holder=key)
    first, *rest = handed_in.uploads
    uploads = (replace(first, digest=other.digest), *rest)
    assert hall.kiosk.handing_in.submit(replace(handed_in, uploads=uploads)).number


def test_a_virus_found_after_handing_in_is_reported_until_another_file_came(hall):
    hall.scanner.on = False
    handed_in, digest = application(hall, str(next(KEYS)), INFECTED)
    case = hall.kiosk.handing_in.submit(handed_in)
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])
    matter, paper = paper_of(hall, case, digest)
    assert hall.kiosk.tracking.look(asked).quarantined == ()

    hall.scanner.on = True
    assert digest in {file.digest for file in hall.screening.look_again() if file.finding}

    with pytest.raises(FileQuarantinedError):
        hall.as_(WINDOW).office.opening.paper_file(case.number, matter, digest)
    assert paper_of(hall, case, digest)[1].barred == {digest: ScreenState.QUARANTINED}
    assert hall.kiosk.tracking.look(asked).quarantined == (paper.name,)

    fault = Fault(paper.place, "", "文件有病毒", "换一个文件")
    until = date(2026, 12, 8)
    hall.as_(WINDOW).office.correcting.ask_for_correction(
        case.number, matter, faults=[fault], until=until
    )
    (wanted,) = hall.kiosk.tracking.look(asked).to_correct
    hall.kiosk.tracking.correct_material(asked, [wanted.correction], name="b.pdf", content=PDF)

    assert hall.kiosk.tracking.look(asked).quarantined == ()
    assert (
        hall.as_(WINDOW)
        .office.opening.paper_file(case.number, matter, hall.give(PDF).digest)
        .startswith(b"%PDF")
    )


def test_a_false_alarm_is_taken_back_when_it_is_looked_at_again(hall, address):
    hall.scanner.on = False
    given = hall.give(PDF)
    with hall.transaction() as stores:
        known = stores.screens.of(given.digest)
        stores.screens.write(replace(known, state=ScreenState.QUARANTINED, finding="wrong"))
    hall.scanner.on = True

    hall.screening.look_again(ScreenState.QUARANTINED)

    assert hall.states()[ScreenState.CLEAN] == (given.digest,)


def test_what_is_known_of_a_file_goes_with_it_but_what_was_found(hall):
    given = hall.give(PDF.replace(b"(pypdf)", b"(other)"))
    assert reason(hall.give, INFECTED) == "infected"

    hall.kiosk.materials.leases.let_go("a visit")

    assert given.digest not in str(hall.states())
    assert len(hall.states()[ScreenState.QUARANTINED]) == 1


def test_many_who_hand_in_the_same_while_it_is_looked_at_leave_one_answer(hall):
    hall.scanner.on = False
    hall.give(PDF)
    hall.scanner.on = True
    works = [lambda: hall.give(PDF), hall.screening.look_again, lambda: hall.give(INFECTED)] * 3

    kinds = kinds_of(all_at_once(*works))

    assert kinds == {"Upload": 3, "tuple": 3, "UploadRefusedError": 3}
    assert {state: len(files) for state, files in hall.states().items()} == {
        ScreenState.WAITING: 0,
        ScreenState.CLEAN: 1,
        ScreenState.QUARANTINED: 1,
    }


def test_signatures_are_looked_at_as_well(hall):
    hall.kiosk.materials.leases.put(b"a picture", holder="a visit")
    assert hall.scanner.asked == 1
    assert (
        reason(hall.kiosk.materials.leases.put, b"a picture" + clamd.HARMFUL, holder="a visit")
        == "infected"
    )
