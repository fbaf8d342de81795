"""Several offices ask about one entry or material: the applicant answers once, to all of them."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from core.cases.history import broken_at
from core.errors import InvalidCorrectionError, NothingToCorrectError, NothingWrittenError
from core.review.deciding import GrantedResult, Granting
from core.review.models import Fault
from core.services.citizens import Credentials
from tests.papers import PDF
from tests.seating import HEALTH, REGISTRY, WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

NAME, CHAIRS = "org.name@subject", "prem.chairs@premises"
UNTIL = date(2026, 12, 8)
OFFICES = {"SCJG-01": REGISTRY, "WJ-01": HEALTH}
LICENCE = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, hairdresser, request):
    application = application_of(hairdresser, hall.kiosk, request.node.name)
    return hall.kiosk.handing_in.submit(application, code=CODE)


@pytest.fixture
def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def place_on(hall, case, matter, key):
    """Return the code by which a matter's own form has an entry."""
    with hall.transaction() as stores:
        version = stores.themes.version(case.application.theme_code, 1)
    fields = version.catalogue.matters[matter].fields
    element, subject = key.split("@")
    return next(it.id for it in fields if (it.element, it.subject) == (element, subject))


def ask_about(hall, case, matter, *places, wrong="与证件不同"):
    faults = [Fault(place, "", wrong, "照证件填") for place in places]
    hall.as_(OFFICES[matter]).office.correcting.ask_for_correction(
        case.number, matter, faults=faults, until=UNTIL
    )


def both_ask(hall, case, key=NAME):
    for matter in OFFICES:
        ask_about(hall, case, matter, place_on(hall, case, matter, key), wrong=f"{matter} 说不对")


def forms_of(hall, case):
    return {it.form.matter: it.form for it in hall.as_(WINDOW).office.opening.forms(case.number)}


def entries_of(hall, case):
    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
    assert broken_at(kept.history) is None
    return [
        (it.action, it.details.get("matter"))
        for it in kept.history
        if it.action.startswith("corrected")
    ]


def test_one_answer_goes_to_every_office_that_asked_and_counts_on_every_form(
    hall, hairdresser, case, asked, request
):
    both_ask(hall, case)
    (once,) = hall.kiosk.tracking.look(asked).once
    reasons = {it.correction.matter: it.correction.fault.wrong for it in once.asked}
    assert reasons == {matter: f"{matter} 说不对" for matter in OFFICES}
    assert (once.value, once.also) == (case.application.values[NAME], ())

    hall.kiosk.tracking.correct.entry(asked, once, " 端州区满月理发店 ", remark="照执照改")

    assert entries_of(hall, case) == [("corrected", "SCJG-01"), ("corrected", "WJ-01")]
    tracked = hall.kiosk.tracking.look(asked)
    assert (tracked.once, tracked.to_correct) == ((), ())
    given = application_of(hairdresser, hall.kiosk, f"{request.node.name} so")
    values = {**given.values, NAME: "端州区满月理发店"}
    other = hall.kiosk.handing_in.submit(replace(given, values=values), code=CODE)
    assert forms_of(hall, case) == forms_of(hall, other)
    for part in hall.as_(WINDOW).office.opening.forms(case.number):
        if part.form.matter in OFFICES:
            assert [it.answer for it in part.corrections] == ["端州区满月理发店\n照执照改"]


def test_an_office_that_did_not_ask_gets_the_value_and_its_own_clock_goes_on(hall, case, asked):
    ask_about(hall, case, "WJ-01", place_on(hall, case, "WJ-01", NAME))
    (once,) = hall.kiosk.tracking.look(asked).once
    assert len(once.also) == 1

    hall.kiosk.tracking.correct.entry(asked, once, "满月理发店")

    assert entries_of(hall, case) == [("corrected", "WJ-01"), ("corrected_elsewhere", "SCJG-01")]
    tasks = hall.as_(REGISTRY).office.opening.forms(case.number)
    assert [it.is_running for it in tasks] == [True]


def test_what_else_is_asked_stays_open_and_is_answered_by_itself(hall, case, asked):
    ask_about(
        hall,
        case,
        "WJ-01",
        place_on(hall, case, "WJ-01", NAME),
        place_on(hall, case, "WJ-01", CHAIRS),
    )
    ask_about(hall, case, "SCJG-01", place_on(hall, case, "SCJG-01", NAME))
    name, chairs = hall.kiosk.tracking.look(asked).once
    assert (len(name.asked), len(chairs.asked)) == (2, 1)

    hall.kiosk.tracking.correct.entry(asked, name, "满月理发店")
    (still,) = hall.kiosk.tracking.look(asked).once
    assert still.place == CHAIRS
    hall.kiosk.tracking.correct.entry(asked, still, 6)

    assert hall.kiosk.tracking.look(asked).once == ()


def test_a_notice_that_came_after_looking_is_not_answered_unseen(hall, case, asked):
    ask_about(hall, case, "WJ-01", place_on(hall, case, "WJ-01", NAME))
    (seen,) = hall.kiosk.tracking.look(asked).once
    ask_about(hall, case, "SCJG-01", place_on(hall, case, "SCJG-01", NAME), wrong="另有原因")

    hall.kiosk.tracking.correct.entry(asked, seen, "满月理发店")

    (left,) = hall.kiosk.tracking.look(asked).once
    assert [it.correction.fault.wrong for it in left.asked] == ["另有原因"]
    assert left.value == "满月理发店"


def test_one_file_goes_to_everybody_who_asked_for_the_material(hall, case, asked):
    papers = {
        matter: {it.place for it in hall.as_(member).office.opening.forms(case.number)[0].papers}
        for matter, member in OFFICES.items()
    }
    place = sorted(papers["SCJG-01"] & papers["WJ-01"])[0]
    for matter in OFFICES:
        ask_about(hall, case, matter, place)
    (once,) = hall.kiosk.tracking.look(asked).once

    hall.kiosk.tracking.correct_material(asked, once.corrections, name="新.pdf", content=PDF)

    assert entries_of(hall, case) == [("corrected", "SCJG-01"), ("corrected", "WJ-01")]
    with hall.transaction() as stores:
        uploads = stores.cases.get(case.number).application.uploads
    assert len(uploads) == len(case.application.uploads) + 1


def test_a_value_that_cannot_be_is_refused_and_nothing_is_answered(hall, case, asked):
    key = "per.id_no@principal"
    ask_about(hall, case, "SCJG-01", place_on(hall, case, "SCJG-01", key))
    (once,) = hall.kiosk.tracking.look(asked).once

    with pytest.raises(InvalidCorrectionError):
        hall.kiosk.tracking.correct.entry(asked, once, "440308199901010011")
    with pytest.raises(NothingWrittenError):
        hall.kiosk.tracking.correct.entry(asked, once, case.application.values[key])

    assert entries_of(hall, case) == []


def test_on_what_an_office_has_decided_the_answer_stands_beside_the_form(hall, case, asked):
    registry = hall.as_(REGISTRY).office
    registry.accepting.accept_matter(case.number, "SCJG-01")
    ask_about(hall, case, "WJ-01", place_on(hall, case, "WJ-01", NAME))
    (seen,) = hall.kiosk.tracking.look(asked).once
    before = forms_of(hall, case)
    registry.deciding.grant_matter(case.number, "SCJG-01", LICENCE)
    (once,) = hall.kiosk.tracking.look(asked).once
    assert once.entry is None

    hall.kiosk.tracking.correct.entry(asked, seen, "满月理发店")

    assert forms_of(hall, case)["SCJG-01"] == before["SCJG-01"]
    assert entries_of(hall, case) == [("corrected", "WJ-01")]


def test_of_four_answers_at_once_one_counts(hall, case, asked):
    both_ask(hall, case)
    (once,) = hall.kiosk.tracking.look(asked).once
    answer = hall.kiosk.tracking.correct.entry

    outcomes = all_at_once(*[partial(answer, asked, once, f"{n}店") for n in range(4)])

    assert kinds_of(outcomes) == {"NoneType": 1, NothingToCorrectError.__name__: 3}
    assert entries_of(hall, case) == [("corrected", "SCJG-01"), ("corrected", "WJ-01")]
