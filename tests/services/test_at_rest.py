"""Nothing that anybody said lies readable in the database or in the folder of files."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from pydantic import TypeAdapter

from adapters.head_files import FolderHeadStore
from adapters.head_signing import HeadSigner
from adapters.keys import InstallationKeys
from adapters.system import random_symbols
from core.cases.history import next_event
from core.cases.models import Application, CaseFilter, CaseWord, Upload
from core.cases.records import ERASED
from core.errors import AlteredRecordError, CaseErasedError, KeyMissingError
from core.ports import Draft
from core.review.models import Fault
from core.services.citizens import Credentials
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.sealed_visits import VisitState
from core.services.guard_secrets import FROM_ONE_PLACE
from core.services.operators.verify_history import verify_history
from core.staff.models import Account, Role, StaffMember
from core.themes.verifying.acceptances import Acceptance
from core.training.scenarios import read_scenario
from core.visits.models import PhoneLink
from db.case_reader import SqlCaseReader
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import stores_in
from db.upgrading import upgrade_database
from tests.databases import drop_database, everything_in, filled_database
from tests.db.content import change
from tests.keys import KEYS, SEALER, file_store
from tests.papers import PDF
from tests.seating import HEALTH
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS
from tests.staffing import open_office

MARK = "欧阳霁月"
LATIN = "Marker-Nobody-Else"
BOTH = f"{MARK} {LATIN}"
UNTIL = date(2026, 12, 20)


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    folder = tmp_path_factory.mktemp("at-rest")
    url = filled_database(kind, folder)
    office, engine = open_office(folder, url), open_engine(url, keyring=KEYS)
    yield SimpleNamespace(
        kiosk=office.kiosk,
        office=office.as_(HEALTH).office,
        transaction=office.transaction,
        clock=office.clock,
        folder=folder,
        engine=engine,
        files=file_store(folder / "files", names=FileNames(engine, KEYS)),
    )
    engine.dispose()
    drop_database(url)


def named(application, name):
    """The application of somebody else, wherever the name stands."""
    adapter = TypeAdapter(Application)
    text = adapter.dump_json(application).decode()
    return adapter.validate_json(text.replace("林秋月", name).replace("何小满", name))


def life_of(hall, key, name=MARK):
    """Let everything happen to a case that people write down, with one name in all of it."""
    scenario = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    kiosk = hall.kiosk
    case = kiosk.handing_in.submit(named(application_of(scenario, kiosk, key), name), code=CODE)
    kiosk.tracking.rate_received(case.number, 5)
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])
    (part,) = hall.office.opening.forms(case.number)
    faults = [
        Fault(part.form.sections[0].parts[0].field, "", f"{BOTH} 写错了", f"写 {BOTH}"),
        Fault(part.papers[0].place, "", f"{BOTH} 看不清", "重拍"),
    ]
    hall.office.correcting.ask_for_correction(case.number, "WJ-01", faults=faults, until=UNTIL)
    words, file = (waiting.correction for waiting in kiosk.tracking.look(asked).to_correct)
    kiosk.tracking.correct(asked, [words], BOTH)
    kiosk.tracking.correct_material(asked, [file], name=f"{BOTH}.pdf", content=PDF)
    kiosk.tracking.withdraw(asked, CODE)
    return case


def pass_on(hall):
    """Let visits and the staff leave behind whatever they can."""
    application = Application(f"key {LATIN}", "T02", 1, {}, {"per.name@x": BOTH})
    held = FileLeases(transaction=hall.transaction, files=hall.files, clock=hall.clock)
    VisitKeeper(
        transaction=hall.transaction,
        clock=hall.clock,
        randomness=random_symbols,
        sealer=SEALER,
        leases=held,
    ).keep(VisitState(application, {"at": BOTH}))
    upload = Upload(
        "doc", "s", f"{BOTH}.png", "image/png", 3, held.put(BOTH.encode(), holder=LATIN)
    )
    link = PhoneLink("a" * 64, LATIN, "doc", "s", "纸", hall.clock(), BOTH.encode())
    accepted = Acceptance("rule", "place", BOTH, "policy", hall.clock())
    with hall.transaction() as stores:
        stores.visits.add_link(link)
        stores.visits.add_file(link.digest, upload)
        stores.help.add(kiosk=BOTH, step=LATIN, at=hall.clock())
        stores.themes.save_draft(Draft("T02", {"name": BOTH}, 1, hall.clock(), "policy"))
        stores.acceptances.add("T02", accepted)
        stores.attempts.count(LATIN, FROM_ONE_PLACE, at=hall.clock())
        member = StaffMember("marked", BOTH, (Role.POLICY,), "")
        stores.staff.add_account(Account(member, "hash", True))
    with hall.transaction() as stores:
        assert stores.visits.link(link.digest) == link
        assert stores.visits.take_files(link.digest) == (upload,)
        assert stores.help.open_calls()[0].kiosk == BOTH
        assert stores.themes.draft("T02").document == {"name": BOTH}
        assert stores.acceptances.of("T02") == (accepted,)
        assert stores.staff.account("marked").member == member
        stores.visits.add_file(link.digest, upload)


def written(hall):
    """Everything at rest, however a text may be written there."""
    files = [path for path in hall.folder.rglob("*") if path.is_file()]
    names = " ".join(map(str, hall.folder.rglob("*"))).encode()
    return everything_in(hall.engine) + b"".join(file.read_bytes() for file in files) + names


FORMS = [
    *(
        words.encode(encoding)
        for words in (MARK, LATIN)
        for encoding in ("utf-8", "utf-16-le", "gbk")
    ),
    json.dumps(MARK)[1:-1].encode(),
    *(base64.b64encode(words.encode())[:-4] for words in (BOTH, LATIN)),
    BOTH.encode().hex().encode(),
    hashlib.sha256(BOTH.encode()).hexdigest().encode(),
]


def test_a_name_that_went_everywhere_is_nowhere_at_rest(hall):
    case = life_of(hall, f"key at rest {LATIN}")
    pass_on(hall)

    everything = written(hall)
    assert [form for form in FORMS if form in everything] == []
    assert case.number.encode() in everything  # and that is how it would have been found
    with hall.transaction() as stores:
        assert stores.cases.get(case.number).applicant_name == MARK


def test_what_was_removed_is_not_left_in_free_pages_either(hall):
    held = FileLeases(transaction=hall.transaction, files=hall.files, clock=hall.clock)
    digest = held.put(b"gone", holder="gone-with-the-holder")
    held.let_go("gone-with-the-holder")

    assert b"gone-with-the-holder" not in written(hall)
    assert digest.encode() not in written(hall)


@pytest.mark.parametrize("asked", ["霁", "霁月", "欧阳", "欧阳霁月", "阳霁"])
def test_officers_find_a_case_by_any_part_of_the_name(hall, asked):
    life_of(hall, f"found by {asked}")
    life_of(hall, f"not found by {asked}", "司徒")
    with hall.transaction() as stores:
        found = stores.cases.found(CaseFilter(words=(CaseWord(asked),)), skip=0, limit=9)
        assert {line.applicant_name for line in found} == {MARK}
        assert stores.cases.count(CaseFilter(words=(CaseWord(asked),))) == len(found) > 0


def test_a_case_that_was_erased_is_gone_and_its_history_is_still_proved(hall):
    case = life_of(hall, "to be erased", "司马消失")
    other = life_of(hall, "stays", "司马留下")
    with hall.transaction() as stores:
        kept = stores.cases.get(case.number, to_change=True)
        entry = next_event(
            kept.history,
            case_number=case.number,
            at=hall.clock(),
            actor="operator",
            action=ERASED,
            details={"why": "retention"},
        )
        digests = stores.cases.erase(entry)
        assert digests == {upload.digest for upload in kept.application.uploads} | drawn(kept)
        unused = digests - stores.leases.used(digests)
    for digest in unused:
        hall.files.remove(digest)

    with hall.transaction() as stores:
        with pytest.raises(CaseErasedError):
            stores.cases.get(case.number)
        with pytest.raises(CaseErasedError):
            stores.cases.erase(replace(entry, sequence=entry.sequence + 1))
        assert stores.cases.get(other.number).applicant_name == "司马留下"
        lines = {
            case_line.number: case_line.applicant_name for case_line in stores.cases.latest(99)
        }
        assert lines[case.number] == ""
        assert [
            line.number
            for line in stores.cases.found(CaseFilter(words=(CaseWord("司马"),)), skip=0, limit=9)
        ] == [other.number]
    report = verified(hall)
    assert report.problems == ()
    change(hall.engine, f"UPDATE case_event SET actor = 'x' WHERE case_number = '{case.number}'")
    assert {problem.case for problem in verified(hall).problems} == {case.number}


def test_a_key_that_is_gone_without_an_entry_is_a_problem(hall):
    case = life_of(hall, "key lost")
    change(hall.engine, f"DELETE FROM data_key WHERE name = '{case.number}'")

    with hall.transaction() as stores, pytest.raises(AlteredRecordError, match="data_key"):
        stores.cases.get(case.number)
    assert ("data_key", case.number) in {
        (problem.place, problem.case) for problem in verified(hall).problems
    }


def test_with_other_keys_nothing_is_read_and_the_operator_is_told_which(hall):
    other = open_engine(str(address(hall)), keyring=InstallationKeys("other:" + "B" * 42 + "A="))
    with pytest.raises(KeyMissingError, match="tests"), stores_in(other, hall="demo") as stores:
        stores.cases.submitted_as("any")
    other.dispose()
    with pytest.raises(KeyMissingError):
        upgrade_database(address(hall), keyring=InstallationKeys("other:" + "B" * 42 + "A="))


def drawn(case):
    return {signature.picture for signature in case.application.signatures if signature.picture}


def address(hall):
    return hall.engine.url.render_as_string(hide_password=False)


def verified(hall):
    return verify_history(
        SqlCaseReader(address(hall), hall="demo", keyring=KEYS),
        heads=FolderHeadStore(hall.folder / "no heads", hall="demo"),
        signer=HeadSigner(b"s"),
        files=hall.files,
    )
