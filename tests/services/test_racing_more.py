"""More of what may happen once, by the staff too, when several are at it; on both databases."""

from collections import Counter
from datetime import date
from functools import partial
from itertools import count

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from adapters.system import random_symbols
from core.cases.history import broken_at
from core.review.models import Fault
from core.services.citizens import CitizenPorts, Credentials, citizen_use_cases
from core.services.citizens.sealed_visits import VisitState
from core.themes.verifying.acceptances import Acceptance
from core.training.scenarios import read_scenario
from db.visit_tables import HelpCallRow
from tests.fakes import NOW, FakeFiles, FakePrinter
from tests.keys import SEALER
from tests.seating import HEALTH, POLICY, SECOND
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, installed, staffed
from tests.services.racing import all_at_once, kinds_of

UNTIL = date(2026, 12, 8)


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def own_hall(kind, tmp_path):
    with installed(kind, tmp_path) as installation:
        yield installation


@pytest.fixture
def case(office, request):
    office.clock.now = type(office.clock)().now
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(
        application_of(person, office.kiosk, request.node.name), code=CODE
    )


def actions(hall, number):
    with hall.transaction() as stores:
        history = stores.cases.get(number).history
    assert broken_at(history) is None
    return [event.action for event in history]


def test_cases_that_draw_the_same_number_at_once_get_two(hall, hairdresser):
    drawn = count()

    def the_same_first(length, alphabet):
        return (alphabet * 8)[:length] if next(drawn) < 8 else random_symbols(length, alphabet)

    kiosk = citizen_use_cases(
        CitizenPorts(
            transaction=hall.transaction,
            files=FakeFiles(),
            printer=FakePrinter(),
            clock=lambda: NOW,
            randomness=the_same_first,
        )
    )
    more = [application_of(hairdresser, kiosk, f"same number {n}") for n in range(4)]

    cases = all_at_once(*(partial(kiosk.handing_in.submit, application) for application in more))

    assert kinds_of(cases) == {"Case": 4}
    assert len({case.number for case in cases}) == 4


def test_officers_at_once_give_one_notice_and_it_is_answered_once(office, case):
    seats = [office.as_(HEALTH) for _ in range(3)]
    (part,) = seats[0].office.opening.forms(case.number)
    places = [entry.field for entry in part.form.sections[0].parts][:2]
    faults = [Fault(place, "", "不对", "写对") for place in places]
    ask = [
        partial(
            s.office.correcting.ask_for_correction, case.number, "WJ-01", faults=faults, until=UNTIL
        )
        for s in seats
    ]

    asked = all_at_once(*ask)

    assert kinds_of(asked)["NoneType"] == 1
    assert actions(office, case.number) == ["received", "correction_asked"]
    known = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])
    first = office.kiosk.tracking.look(known).to_correct[0].correction
    answered = all_at_once(*[partial(office.kiosk.tracking.correct, known, [first], "对的")] * 4)
    assert kinds_of(answered) == {"NoneType": 1, "NothingToCorrectError": 3}
    assert actions(office, case.number)[2:] == ["corrected"]


def test_the_first_who_answers_a_call_is_who_goes(office):
    call = office.kiosk.assistance.help.call(kiosk="9", step="form")

    def answer(name):
        with office.transaction() as stores:
            stores.help.answer(call.number, by=name, at=NOW)

    all_at_once(*(partial(answer, f"window{n}") for n in range(5)))
    answer("too late")

    with office.transaction() as stores:
        assert not stores.help.is_open(call.number)
        row = stores.help._session.get(HelpCallRow, call.number)
        assert row.answered_by.startswith("window")


def test_a_draft_is_published_once(own_hall):
    policy, second = own_hall.as_(POLICY).designer, own_hall.as_(SECOND).designer
    draft = policy.drafting.open("T03")
    saved = policy.drafting.save(draft, {**draft.document, "name": "另一个名字"})
    policy.proving.prove(saved)
    publish = [
        partial(designer.publishing.publish, "T03") for designer in (policy, second, policy, second)
    ]

    results = all_at_once(*publish)

    assert kinds_of(results) == {"ThemeVersion": 1, "NothingToPublishError": 3}
    assert [version.number for version in policy.listing.versions("T03")] == [2, 1]


def test_whoever_begins_a_theme_at_the_same_moment_gets_one_of_their_own(own_hall):
    seats = [own_hall.as_(account).designer for account in (POLICY, SECOND) * 2]
    create = [
        partial(s.drafting.create, name="新主题", lead_department="SCJG", audience_kind="企业")
        for s in seats
    ]

    drafts = all_at_once(*create)

    assert kinds_of(drafts) == {"Draft": 4}
    assert len({draft.code for draft in drafts}) == 4


def test_whoever_saves_a_first_draft_second_is_told(own_hall):
    seats = [own_hall.as_(account).designer for account in (POLICY, SECOND) * 2]
    opened = seats[0].drafting.open("T05")

    results = all_at_once(*(partial(s.drafting.save, opened, opened.document) for s in seats))

    assert kinds_of(results) == {"Draft": 1, "StaleDraftError": 3}


def test_of_those_who_accept_a_warning_at_once_one_stands_and_all_are_on_record(own_hall):
    def accept(name):
        with own_hall.transaction() as stores:
            stores.acceptances.add("T02", Acceptance("rule", "at", "a reason", name, NOW))

    results = all_at_once(*(partial(accept, f"policy{n}") for n in range(5)))

    assert kinds_of(results) == {"NoneType": 5}
    with own_hall.transaction() as stores:
        assert len(stores.acceptances.of("T02")) == 1


class KioskAtOnce(RuleBasedStateMachine):
    """Whatever several do with a visit and its case at once happens as if one after another."""

    hall = kiosk = person = None
    numbers = count()

    @initialize()
    def begin(self):
        self.application = application_of(self.person, self.kiosk, f"machine {next(self.numbers)}")
        self.case = self.slip = None
        self.expected = Counter()

    @rule(several=st.integers(1, 4))
    def submit(self, several):
        submit = partial(self.kiosk.handing_in.submit, self.application, code=CODE)

        numbers = {case.number for case in all_at_once(*[submit] * several)}

        assert numbers == {self.case.number if self.case else min(numbers)}
        self.case = self.case or self.kiosk.handing_in.submit(self.application)
        self.expected["received"] = 1

    @precondition(lambda self: self.case is None and self.slip is None)
    @rule()
    def keep(self):
        self.slip = self.kiosk.visits.keeper.keep(VisitState(self.application))

    @precondition(lambda self: self.slip is not None)
    @rule(several=st.integers(1, 4))
    def resume(self, several):
        resume = partial(self.kiosk.visits.keeper.resume, self.slip.number, self.slip.code)
        results = all_at_once(*(partial(resume, place=f"{n}") for n in range(several)))

        assert kinds_of(results)["VisitState"] == 1
        (state,) = [result for result in results if isinstance(result, VisitState)]
        assert state.application == self.application
        self.slip = None

    @precondition(lambda self: self.case is not None)
    @rule(levels=st.lists(st.integers(1, 5), min_size=1, max_size=4), withdrawing=st.booleans())
    def look_rate_and_withdraw(self, levels, withdrawing):
        number = self.case.number
        four = self.case.application.values["per.id_no@principal"][-4:]
        credentials = [Credentials(number, four, place=f"{n}") for n in range(3)]
        rate = [partial(self.kiosk.tracking.rate_received, number, level) for level in levels]
        withdraw = [
            partial(self.kiosk.tracking.withdraw, credential, CODE) for credential in credentials
        ]

        results = all_at_once(
            partial(self.kiosk.tracking.look, credentials[0]),
            *rate,
            *(withdraw if withdrawing else ()),
        )

        assert set(kinds_of(results)) == {"TrackedCase", "NoneType"}
        self.expected["rated"] = 1
        self.expected["withdrawn"] |= withdrawing
        assert Counter(actions(self.hall, number)) == +self.expected


def test_a_visit_and_its_case_at_once_are_as_if_one_came_after_another(hall, hairdresser):
    kiosk = citizen_use_cases(
        CitizenPorts(
            transaction=hall.transaction,
            files=FakeFiles(),
            printer=FakePrinter(),
            clock=lambda: NOW,
            randomness=random_symbols,
            sealer=SEALER,
        )
    )
    parts = {"hall": hall, "kiosk": kiosk, "person": hairdresser}
    machine = type("Kiosk", (KioskAtOnce,), parts)

    run_state_machine_as_test(
        machine, settings=settings(max_examples=2, stateful_step_count=6, deadline=None)
    )
