"""Somebody's own data at the counter: found by number, answered once, never written anew."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import text

from core.cases.history import next_event
from core.cases.records import ERASED
from core.errors import (
    AlteredRecordError,
    AnswerUnfitError,
    CaseClosedError,
    CaseRestrictedError,
    CaseRunningError,
    PersonNumberError,
    RequestAnsweredError,
)
from core.privacy.requests import Outcome, RequestAnswer, RightKind, Wish
from core.services.citizens import Credentials
from db.case_store import SqlCaseStore
from tests.fakes import NOW
from tests.seating import HEALTH, WINDOW, let_in
from tests.services.applications import CODE, application_of
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

NUMBER, NAME = "per.id_no@principal", "per.name@principal"
OTHER = "441202201305060029"
WRONG_NAME = Wish(RightKind.CORRECT, "名字写错了", NAME)


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("rights")) as office:
        yield office


@pytest.fixture
def window(office):
    return let_in(office.transaction, replace(WINDOW, username="rights-window"))


@pytest.fixture
def application(office, hairdresser, request):
    plain = application_of(hairdresser, office.kiosk, f"rights-{request.node.name}"[:80])
    points = office.kiosk.assistance.privacy.notice(plain).open_points((), "zh-CN")
    return replace(plain, consents=office.kiosk.assistance.privacy.agreed(points, "zh-CN"))


@pytest.fixture
def case(office, application):
    return office.kiosk.handing_in.submit(application, code=CODE)


def withdraw(office, case):
    asked = Credentials(case.number, case.application.values[NUMBER][-4:])
    office.kiosk.tracking.withdraw(asked, CODE)


def test_a_person_is_found_by_number_however_it_is_typed(office, window, case):
    number = case.application.values[NUMBER]

    for typed in (number, f" {number.lower()} ", f"{number[:6]}-{number[6:14]}-{number[14:]}"):
        found = [found_case.number for found_case in office.rights.find(window, typed)]
        assert found[0] == case.number
    assert office.rights.find(window, OTHER) == ()


@pytest.mark.parametrize("typed", ["", "11", "110105194912310021", "林秋月"])
def test_what_is_no_number_is_said_to_be_none(office, window, typed):
    with pytest.raises(PersonNumberError):
        office.rights.find(window, typed)


def test_what_is_held_is_shown_and_handed_out(office, window, case):
    held = office.rights.show(window, case.number.lower(), "zh-CN")

    texts = [text for part in held.parts for _, text in part.lines]
    assert case.application.values[NAME] in texts
    assert office.rights.copy(window, case.number, "zh-CN").startswith(b"%PDF-")


def test_a_correction_stands_beside_what_was_declared(office, window, case):
    asked = office.rights.record(window, case.number, WRONG_NAME)
    waiting = office.rights.open_requests(window)
    assert case.number in [waiting_case.number for waiting_case in waiting]

    office.rights.answer(
        window, case.number, asked.number, RequestAnswer(Outcome.CORRECTED, value="林秋悦")
    )

    with office.transaction() as stores:
        assert stores.cases.get(case.number).application == case.application
    held = office.rights.show(window, case.number, "zh-CN")
    assert [entry.value for entry in held.entries if entry.place == NAME] == ["林秋悦"]
    assert case.number not in [request.number for request in office.rights.open_requests(window)]
    forms = office.office.opening.forms(window, case.number)
    assert all("林秋悦" in [value for _, value in form.corrected] for form in forms)


def test_an_office_is_told_of_corrections_of_its_own_entries_only(office, window, case):
    place = "per.political@principal"
    asked = office.rights.record(window, case.number, Wish(RightKind.CORRECT, "群众", place))
    office.rights.answer(
        window, case.number, asked.number, RequestAnswer(Outcome.CORRECTED, value="群众")
    )

    health = let_in(office.transaction, replace(HEALTH, username="rights-health"))
    assert [form.corrected for form in office.office.opening.forms(health, case.number)] == [()]


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        (WRONG_NAME, RequestAnswer(Outcome.CORRECTED)),
        (WRONG_NAME, RequestAnswer(Outcome.REFUSED)),
        (WRONG_NAME, RequestAnswer(Outcome.ERASED, "x")),
        (WRONG_NAME, RequestAnswer(Outcome.REFUSED, "x", "林秋悦")),
        (Wish(RightKind.ERASE), RequestAnswer(Outcome.REFUSED, "  ")),
        (Wish(RightKind.ERASE), RequestAnswer(Outcome.GIVEN)),
        (Wish(RightKind.EXPLAIN, "为什么"), RequestAnswer(Outcome.RESTRICTED, "x")),
    ],
)
def test_an_answer_needs_its_reason_and_has_to_fit(office, window, case, wish, answer):
    asked = office.rights.record(window, case.number, wish)

    with pytest.raises(AnswerUnfitError):
        office.rights.answer(window, case.number, asked.number, answer)


def test_a_request_is_answered_once_whoever_answers_at_once(office, window, case):
    asked = office.rights.record(window, case.number, Wish(RightKind.EXPLAIN, "为什么"))
    answer = partial(office.rights.answer, window, case.number, asked.number)

    came = all_at_once(*(partial(answer, RequestAnswer(Outcome.REFUSED, str(n))) for n in range(4)))

    assert kinds_of(came) == {"RightRequest": 1, "RequestAnsweredError": 3}
    with pytest.raises(RequestAnsweredError):
        office.rights.answer(window, case.number, 99, RequestAnswer(Outcome.GIVEN))


def test_a_case_that_offices_work_with_is_not_locked_away_and_one_withdrawn_is(
    office, window, case
):
    asked = office.rights.record(window, case.number, Wish(RightKind.ERASE))
    answer = RequestAnswer(Outcome.RESTRICTED, "档案法：保存期限未满")
    with pytest.raises(CaseRunningError):
        office.rights.answer(window, case.number, asked.number, answer)
    assert office.office.opening.forms(window, case.number)
    withdraw(office, case)

    office.rights.answer(window, case.number, asked.number, answer)

    matter = case.matters[0]
    for use in (
        partial(office.office.opening.forms, window, case.number),
        partial(office.office.opening.form_file, window, case.number, matter, "json"),
        partial(office.office.opening.paper_file, window, case.number, matter, "x"),
    ):
        with pytest.raises((CaseRestrictedError, CaseClosedError)):
            use()
    held = office.rights.show(window, case.number, "zh-CN")
    assert held.is_restricted
    assert any("保存期限未满" in text for part in held.parts for _, text in part.lines)


def test_consent_is_withdrawn_at_the_counter_too(office, window, case):
    office.rights.withdraw_consent(window, case.number, "sensitive")

    assert office.rights.show(window, case.number, "zh-CN").consents == ()


def test_one_spoilt_case_hides_none_of_the_others(office, window, case, hairdresser, monkeypatch):
    whole = SqlCaseStore.get
    newest = office.kiosk.handing_in.submit(
        application_of(hairdresser, office.kiosk, f"x {case.number}")
    )

    def spoilt(self, number, **more):
        if number == newest.number:
            raise AlteredRecordError(what=f"service_case {number}")
        return whole(self, number, **more)

    monkeypatch.setattr(SqlCaseStore, "get", spoilt)

    found = [
        found_case.number
        for found_case in office.rights.find(window, case.application.values[NUMBER])
    ]
    assert case.number in found
    assert newest.number not in found


def test_each_case_is_looked_through_once_and_no_number_stands_in_the_table(
    office, window, case, monkeypatch
):
    number = case.application.values[NUMBER]
    office.rights.find(window, number)
    opened = []
    whole = SqlCaseStore.get
    monkeypatch.setattr(
        SqlCaseStore,
        "get",
        lambda self, number, **more: opened.append(number) or whole(self, number, **more),
    )

    assert office.rights.find(window, OTHER) == ()

    assert opened == []
    engine = office.transaction.args[0]
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT found_by FROM case_person")).scalars().all()
    assert number not in rows
    assert all(len(digest) == 64 for digest in rows)


def test_an_erased_case_is_found_by_nobody(office, window, case):
    number = case.application.values[NUMBER]
    asked = office.rights.record(window, case.number, Wish(RightKind.ERASE))
    office.rights.find(window, number)
    with office.transaction() as stores:
        history = stores.cases.get(case.number).history
        erased = next_event(
            history, case_number=case.number, at=NOW, actor="operator", action=ERASED, details={}
        )
        stores.cases.erase(erased)

    for _ in range(2):
        assert case.number not in [
            found_case.number for found_case in office.rights.find(window, number)
        ]
    assert case.number not in [request.number for request in office.rights.open_requests(window)]
    assert asked.answer is None
