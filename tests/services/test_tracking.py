"""Looking after a case: who may, what they see, what they can do, and what never happens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.system import random_symbols
from core.cases.history import broken_at
from core.cases.models import CaseStatus
from core.errors import (
    CaseClosedError,
    NothingOwedError,
    TrackingLockedError,
    TrackingRefusedError,
    UploadRefusedError,
)
from core.services.citizens import CitizenPorts, Credentials, citizen_use_cases
from core.services.citizens.authenticate import MOST_TRIES
from tests.fakes import NOW, FakeFiles, FakePrinter
from tests.papers import PDF as PAPER
from tests.services.applications import CODE, application_of


class Watch:
    now = NOW


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def kiosk(hall, watch):
    return citizen_use_cases(
        CitizenPorts(
            transaction=hall.transaction,
            files=FakeFiles(),
            printer=FakePrinter(),
            clock=lambda: watch.now,
            randomness=random_symbols,
        )
    )


@pytest.fixture
def case(kiosk, hairdresser, request):
    application = application_of(hairdresser, kiosk, f"tracked-{request.node.name}")
    form = kiosk.filling.form(
        application.theme_code, application.theme_version, application.answers, application.values
    )
    owed = [paper.code for paper in form.materials if paper.may_come_later]
    kept = [
        upload
        for upload in application.uploads
        if f"{upload.document}@{upload.subject}" not in owed
    ]
    return kiosk.handing_in.submit(
        application_of(
            hairdresser,
            kiosk,
            application.submission_key,
            uploads=tuple(kept),
            deferred=tuple(owed),
        ),
        code=CODE,
    )


@pytest.fixture
def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def wrong(asked):
    return Credentials(asked.number, "0000" if asked.last_four != "0000" else "1111")


def actions(hall, case):
    with hall.transaction() as stores:
        history = stores.cases.get(case.number).history
    assert broken_at(history) is None
    return [event.action for event in history]


def test_whoever_knows_both_sees_where_the_case_stands(kiosk, case, asked):
    found = kiosk.tracking.look(Credentials(f" {asked.number.lower()} ", asked.last_four))

    assert found.receipt.case_number == case.number
    assert len(found.due) == len(found.receipt.matters) == len(case.matters)
    assert {f"{paper.document}@{paper.subject}" for paper in found.owed} == set(
        case.application.deferred
    )
    assert found.status is CaseStatus.RECEIVED
    assert found.level is None


@pytest.mark.parametrize("typed", ["", "0", "00000", "    ", "x" * 999])
def test_nobody_else_sees_anything(kiosk, asked, typed):
    with pytest.raises(TrackingRefusedError):
        kiosk.tracking.look(Credentials(asked.number, typed))
    with pytest.raises(TrackingRefusedError):
        kiosk.tracking.look(Credentials("261124-ACDE-FGHY", typed))


def test_others_on_the_form_do_not_open_the_case(kiosk, hairdresser):
    """Whoever is named as a contact did not apply, and has no business with the case."""
    application = application_of(hairdresser, kiosk, "tracked-by-a-contact")
    contact = {"per.id_no@liaison": "441202199005060019"}
    case = kiosk.handing_in.submit(replace(application, values={**application.values, **contact}))

    with pytest.raises(TrackingRefusedError):
        kiosk.tracking.look(Credentials(case.number, contact["per.id_no@liaison"][-4:]))


def test_guessing_is_stopped_and_may_go_on_later(kiosk, asked, watch):
    for _ in range(MOST_TRIES):
        with pytest.raises(TrackingRefusedError):
            kiosk.tracking.look(wrong(asked))
    with pytest.raises(TrackingLockedError):
        kiosk.tracking.look(asked)

    watch.now += timedelta(minutes=1, seconds=1)

    assert kiosk.tracking.look(asked).receipt.case_number == asked.number


def test_looking_often_locks_nobody_out(kiosk, asked):
    for _ in range(MOST_TRIES + 2):
        kiosk.tracking.look(asked)


def test_what_is_owed_is_handed_in_once(kiosk, hall, case, asked):
    paper = kiosk.tracking.look(asked).owed[0]

    kiosk.tracking.supply(asked, paper, name="报告.pdf", content=PAPER)

    assert paper not in kiosk.tracking.look(asked).owed
    assert actions(hall, case) == ["received", "supplied"]
    with pytest.raises(NothingOwedError):
        kiosk.tracking.supply(asked, paper, name="报告.pdf", content=PAPER)


def test_a_bad_file_changes_nothing(kiosk, hall, case, asked):
    paper = kiosk.tracking.look(asked).owed[0]

    with pytest.raises(UploadRefusedError):
        kiosk.tracking.supply(asked, paper, name="报告.pdf", content=b"MZ not a paper")

    assert actions(hall, case) == ["received"]


def test_a_case_is_withdrawn_once_and_takes_nothing_more(kiosk, hall, case, asked):
    paper = kiosk.tracking.look(asked).owed[0]
    kiosk.tracking.withdraw(asked, CODE)
    kiosk.tracking.withdraw(asked, CODE)

    assert kiosk.tracking.look(asked).status is CaseStatus.WITHDRAWN
    assert actions(hall, case) == ["received", "withdrawn"]
    with pytest.raises(CaseClosedError):
        kiosk.tracking.supply(asked, paper, name="报告.pdf", content=PAPER)
    with hall.transaction() as stores:
        running = stores.cases.running_by_version()
        lines = {line.number: line.status for line in stores.cases.latest(500)}
    assert lines[case.number] is CaseStatus.WITHDRAWN
    assert sum(running.values()) < len(lines)


def test_a_case_is_rated_once(kiosk, hall, case, asked):
    kiosk.tracking.rate(asked, 9)
    assert kiosk.tracking.look(asked).level is None

    kiosk.tracking.rate(asked, 2, ["time", "nonsense"])
    kiosk.tracking.rate(asked, 5)

    assert kiosk.tracking.look(asked).level == 2
    with hall.transaction() as stores:
        last = stores.cases.get(case.number).history[-1]
    assert last.details == {"level": 2, "reasons": ["time"]}


def test_nothing_is_done_for_somebody_who_may_not(kiosk, hall, case, asked):
    paper = kiosk.tracking.look(asked).owed[0]
    stranger = wrong(asked)
    for act in (
        lambda: kiosk.tracking.withdraw(stranger, CODE),
        lambda: kiosk.tracking.rate(stranger, 1),
        lambda: kiosk.tracking.supply(stranger, paper, name="x", content=PAPER),
    ):
        with pytest.raises(TrackingRefusedError):
            act()

    assert actions(hall, case) == ["received"]
