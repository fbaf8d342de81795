"""An error is put right at the counter: on every form that asks for it, and nowhere unseen."""

from dataclasses import replace
from functools import partial

import pytest

from core.cases.history import broken_at
from core.cases.models import CaseStatus
from core.errors import (
    CaseNotFoundError,
    ReceiverUnknownError,
    StatementIncompleteError,
    StepHinderedError,
)
from core.review.deciding import GrantedResult, Granting
from core.review.spot_statements import CorrectingOnSpot
from core.services.citizens import Credentials
from tests.papers import text_of
from tests.seating import HEALTH, REGISTRY, TAX, WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

LICENCE = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))
NAME = CorrectingOnSpot("org.name@subject", "端州区满月理发店", "打错一个字", "林秋月", "0028")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, hairdresser, request):
    application = application_of(hairdresser, hall.kiosk, request.node.name)
    return hall.kiosk.handing_in.submit(application, code=CODE)


def correct(hall, case, statement=NAME, member=REGISTRY, matter="SCJG-01"):
    hall.as_(member).office.correcting.correct_on_spot(case.number, matter, statement)


def forms_of(hall, case):
    return {it.form.matter: it.form for it in hall.as_(WINDOW).office.opening.forms(case.number)}


def entries_of(hall, case):
    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
    assert broken_at(kept.history) is None
    return kept, [it for it in kept.history if it.action == "corrected_on_spot"]


@pytest.mark.parametrize(
    ("place", "written", "following"),
    [
        ("org.name@subject", "端州区满月理发店", {}),
        ("per.mobile@principal", "１３９０ ０００ ２００９", {"per.mobile@liaison": "13900002009"}),
        ("prem.chairs@premises", "6", {}),
        ("per.political@principal", "共青团员", {}),
        (
            "per.id_no@principal",
            "440308199901010012",
            {
                "per.birth_date@principal": "1999-01-01",
                "per.sex@principal": "男",
                "per.id_no@liaison": "440308199901010012",
            },
        ),
    ],
)
def test_every_form_is_as_if_it_had_been_handed_in_so(
    hall, hairdresser, case, place, written, following, request
):
    matter, member = ("WJ-01", HEALTH) if "premises" in place else ("SCJG-01", REGISTRY)
    correct(hall, case, replace(NAME, place=place, value=written), member, matter)

    given = application_of(hairdresser, hall.kiosk, f"{request.node.name} so")
    values = {**given.values, **following, place: written}
    other = hall.kiosk.handing_in.submit(replace(given, values=values), code=CODE)
    assert forms_of(hall, case) == forms_of(hall, other)
    kept, _ = entries_of(hall, case)
    assert kept.application.values == case.application.values  # what was handed in stays sealed


def test_a_row_of_a_table_is_put_right_and_no_other(hall, case):
    opened = hall.as_(HEALTH).office.reviewing.task(case.number, "WJ-01")
    names = [it for it in opened.spot_fields if it.place == "per.name@employee"]
    assert [(it.row, it.value) for it in names] == [(1, "何小满"), (2, "周立夏")]

    said = replace(NAME, place="per.name@employee", value="周立秋", row=2)
    correct(hall, case, said, HEALTH, "WJ-01")

    _, entries = entries_of(hall, case)
    assert entries[0].details["changes"][0]["after"] == ["何小满", "周立秋"]
    sheet = hall.as_(HEALTH).office.opening.notice_file(case.number, "WJ-01", entries[0].sequence)
    assert "2:周立夏→周立秋" in text_of(sheet).replace(" ", "")
    for row in (0, 3):
        with pytest.raises(StatementIncompleteError):
            correct(hall, case, replace(said, row=row), HEALTH, "WJ-01")


def test_each_matter_that_asks_is_told_of_its_own_entries_alone(hall, case):
    correct(hall, case)
    correct(hall, case, replace(NAME, place="per.political@principal", value="共青团员"))

    kept, entries = entries_of(hall, case)
    assert kept.status is CaseStatus.RECEIVED
    named = [(it.details["matter"], it.details["changes"][0]["place"]) for it in entries]
    assert named == [
        ("SCJG-01", NAME.place),
        ("WJ-01", NAME.place),
        ("SCJG-01", "per.political@principal"),
    ]
    first = entries[0].details
    assert first["changes"][0]["before"] == case.application.values[NAME.place]
    assert (first["changes"][0]["after"], first["agreed_by"]) == (NAME.value, "林秋月")
    sheet = partial(hall.as_(HEALTH).office.opening.notice_file, case.number, "WJ-01")
    text = text_of(sheet(entries[1].sequence)).replace("\n", "")
    assert "当场更正确认单" in text
    assert NAME.value in text
    with pytest.raises(CaseNotFoundError):
        sheet(entries[0].sequence)


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"place": ""}, ["entry"]),
        ({"place": "per.name@nobody"}, ["entry"]),
        ({"value": " ", "reason": "", "agreed_by": ""}, ["value", "reason", "agreed_by"]),
        ({"number_end": "28"}, ["number_end"]),
        ({"place": "per.id_no@principal", "value": "440308199901010011"}, ["value"]),
        ({"place": "per.political@principal", "value": "国王"}, ["value"]),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_changes(hall, case, changes, places):
    with pytest.raises(StatementIncompleteError) as refused:
        correct(hall, case, replace(NAME, **changes))

    assert [problem.place for problem in refused.value.problems] == places
    assert entries_of(hall, case)[1] == []


def test_nobody_else_agrees_and_no_other_office_corrects(hall, case):
    with pytest.raises(ReceiverUnknownError):
        correct(hall, case, replace(NAME, number_end="0000"))
    with pytest.raises(CaseNotFoundError):
        correct(hall, case, member=TAX)
    with pytest.raises(CaseNotFoundError):
        correct(hall, case, member=HEALTH)

    assert entries_of(hall, case)[1] == []


def test_what_an_office_has_decided_on_does_not_change_behind_it(hall, case):
    registry = hall.as_(REGISTRY).office
    registry.accepting.accept_matter(case.number, "SCJG-01")
    with pytest.raises(StepHinderedError):
        correct(hall, case)
    correct(hall, case, member=HEALTH, matter="WJ-01")  # the other office is told, and not bypassed
    registry.deciding.grant_matter(case.number, "SCJG-01", LICENCE)

    with pytest.raises(StepHinderedError) as refused:
        correct(hall, case, replace(NAME, value="别的店"), HEALTH, "WJ-01")

    assert refused.value.message_key.endswith("spot_decided")
    correct(hall, case, replace(NAME, place="prem.chairs@premises", value="9"), HEALTH, "WJ-01")


def test_who_was_called_otherwise_is_found_by_the_right_number_afterwards(hall, case):
    value = "440308199901010012"
    correct(hall, case, replace(NAME, place="per.id_no@principal", value=value))

    assert hall.kiosk.tracking.look(Credentials(case.number, "0012")).receipt.case_number


def test_two_who_correct_the_same_at_once_leave_one_after_the_other(hall, case):
    first, other = replace(NAME, value="甲店"), replace(NAME, value="乙店")
    outcomes = all_at_once(partial(correct, hall, case, first), partial(correct, hall, case, other))

    _, entries = entries_of(hall, case)
    said = [it.details["changes"][0] for it in entries if it.details["matter"] == "SCJG-01"]
    assert kinds_of(outcomes) == {"NoneType": 2}
    assert said[1]["before"] == said[0]["after"]
