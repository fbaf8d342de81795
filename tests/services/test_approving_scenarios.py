"""A case that has ended becomes a scenario of the trainers when somebody else has looked at it."""

from functools import partial

import pytest

from core.cases.numbering import ALPHABET, RANDOM_SYMBOLS, case_number
from core.errors import (
    CaseHeldError,
    CaseNotConcludedError,
    CaseNotFoundError,
    OwnScenarioDraftError,
    ScenarioDraftGoneError,
    ScenarioDraftThereError,
    ScenarioLeftoversError,
    TrainingNumberError,
)
from core.i18n import translate
from core.privacy.purging import HoldGround, purged_entry
from core.privacy.retention import Retention
from core.services.citizens import Credentials
from core.staff.access import LookSearch
from core.staff.models import Role, StaffMember
from core.training.kept_scenarios import ScenarioOrigin
from core.training.leftovers import as_searched
from core.training.scenarios import read_scenario
from core.working_days import day_of
from tests.databases import everything_in
from tests.seating import SUPERVISOR, TRAINER
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

OTHER = StaffMember("watch2", "督查人员乙", (Role.SUPERVISOR,))
THIRD = StaffMember("watch3", "督查人员丙", (Role.SUPERVISOR,))


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("approving")) as office:
        yield office


def handed_in(hall, key):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    application = application_of(person, hall.kiosk, key)
    return hall.kiosk.handing_in.submit(application, code=CODE)


@pytest.fixture(scope="module")
def ended(hall):
    case = handed_in(hall, "ended")
    number = case.application.values["per.id_no@principal"]
    hall.kiosk.tracking.withdraw(Credentials(case.number, number[-4:]), CODE)
    return case


@pytest.fixture
def maker(hall):
    return hall.as_(SUPERVISOR).anonymising


@pytest.fixture
def approver(hall):
    return hall.as_(OTHER).anonymising


@pytest.fixture
def draft(hall, ended, maker):
    yield maker.make(ended.number.lower())
    with hall.transaction() as stores:
        stores.scenario_drafts.remove(ended.number)


def kept(hall):
    return {it.code: it for it in hall.as_(TRAINER).scenarios.kept()}


def drafts(hall):
    return {it.case_number for it in hall.as_(OTHER).anonymising.drafts().drafts}


def test_trainers_have_it_when_another_supervisor_approves_and_no_word_of_the_case_is_in_it(
    hall, ended, draft, approver
):
    before = kept(hall)
    read = approver.draft(ended.number)
    assert (read, drafts(hall) >= {ended.number}) == (draft, True)

    saved = approver.approve(ended.number, read.digest)

    assert kept(hall).keys() - before.keys() == {saved.code}
    assert (saved.origin, saved.author) == (ScenarioOrigin.ANONYMISED, OTHER.username)
    assert ended.number not in drafts(hall)
    assert as_searched(ended.number) not in as_searched(saved.text)
    assert ended.applicant_name not in saved.text
    assert hall.as_(TRAINER).training.opened(saved.code, "zh-CN").comparison


def test_what_was_replaced_is_told_by_kind_and_never_what_stood_there(ended, draft):
    values = {str(value) for value in ended.application.values.values() if len(str(value)) > 3}

    assert "identity" in draft.by_kind
    assert not [value for value in values for _, label in draft.replaced if value in label]


def test_whoever_made_it_does_not_approve_it(hall, ended, draft, maker):
    before = kept(hall)

    with pytest.raises(OwnScenarioDraftError):
        maker.approve(ended.number, draft.digest)

    assert kept(hall) == before
    assert ended.number in drafts(hall)


def test_of_those_who_approve_at_once_one_does(hall, ended, draft):
    before = kept(hall)
    seats = [hall.as_(member).anonymising for member in (OTHER, THIRD, OTHER)]

    came = all_at_once(*(partial(seat.approve, ended.number, draft.digest) for seat in seats))

    assert kinds_of(came) == {"KeptScenario": 1, "ScenarioDraftGoneError": 2}
    assert len(kept(hall)) == len(before) + 1


def test_what_is_discarded_or_another_by_now_is_not_approved(hall, ended, draft, maker, approver):
    before = kept(hall)
    with pytest.raises(ScenarioDraftThereError):
        approver.make(ended.number)
    with pytest.raises(ScenarioDraftGoneError):
        approver.approve(ended.number, "another text")

    maker.discard(ended.number)

    for late in (maker.discard, approver.draft, partial(approver.approve, digest=draft.digest)):
        with pytest.raises(ScenarioDraftGoneError):
            late(ended.number)
    assert kept(hall) == before


def test_what_is_none_going_on_held_or_of_training_becomes_no_draft(hall, maker):
    case = handed_in(hall, "going on")
    symbols, day = ALPHABET[:RANDOM_SYMBOLS], day_of(hall.clock())
    nobodys, trained = case_number(day, symbols), case_number(day, symbols, for_training=True)
    for number, refused in (
        (case.number, CaseNotConcludedError),
        (nobodys, CaseNotFoundError),
        (trained, TrainingNumberError),
    ):
        with pytest.raises(refused):
            maker.make(number)
    hall.as_(SUPERVISOR).holds.place(case.number, HoldGround.REVIEW, "复议 1 号")

    with pytest.raises(CaseHeldError):
        maker.make(case.number)

    assert case.number not in drafts(hall)


def test_a_case_that_is_held_meanwhile_is_not_approved(hall, ended, draft, approver):
    hall.as_(SUPERVISOR).holds.place(ended.number, HoldGround.LAWSUIT, "诉讼 1 号")

    with pytest.raises(CaseHeldError):
        approver.approve(ended.number, draft.digest)

    assert ended.number in drafts(hall)
    hall.as_(SUPERVISOR).holds.lift(ended.number, "诉讼 1 号")


def test_what_is_left_over_blocks_and_its_field_is_named(hall, ended, maker, monkeypatch):
    from core.training import anonymising  # noqa: PLC0415

    forgotten = {**anonymising.KIND_RULES, "phone": lambda _names, _merged, value: value}
    monkeypatch.setattr(anonymising, "KIND_RULES", forgotten)

    with pytest.raises(ScenarioLeftoversError) as refused:
        maker.make(ended.number)

    said = translate(refused.value.message_key, **refused.value.params)
    assert "电话" in said
    assert "@" not in said
    assert ended.number not in drafts(hall)


def test_a_draft_goes_with_its_case(hall, ended, draft):
    gone = {}

    def erase():
        with hall.transaction() as stores:
            history = stores.cases.get(ended.number).history
            stores.cases.erase(purged_entry(ended.number, history, Retention(), at=hall.clock()))
            gone["draft"] = not stores.scenario_drafts.remove(ended.number)
            raise ScenarioDraftGoneError  # so that the others still have the case

    with pytest.raises(ScenarioDraftGoneError):
        erase()

    assert gone["draft"]


def test_that_somebody_made_and_read_it_stands_in_the_log(hall, ended, draft, approver):
    approver.draft(ended.number)

    with hall.transaction() as stores:
        looks = stores.access.found(LookSearch(case_number=ended.number), skip=0, limit=2)
    assert [(look.who, look.use_case) for look in looks] == [
        ("watch2", "anonymising.draft"),
        ("watch", "anonymising.make"),
    ]


def test_nothing_of_a_draft_can_be_read_in_the_database(hall, draft):
    lies = everything_in(hall.transaction.args[0])

    assert draft.text.splitlines()[1].encode() not in lies
