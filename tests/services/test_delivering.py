"""The one window hands results over once, to the right person."""

from datetime import date, timedelta

import pytest

from core.cases.models import CaseStatus
from core.cases.review_actions import ReviewAction
from core.cases.sealing import next_entry
from core.cases.signatures import FEWEST_POINTS, RECEIVED, SHORTEST_STROKE, Stroke
from core.errors import (
    NothingToDeliverError,
    NotPermittedError,
    ReceiverUnknownError,
    SignatureTooShortError,
    StatementIncompleteError,
    UploadRefusedError,
)
from core.review.deciding import GrantedResult, Reissuing
from core.review.handing_over import HandingOver
from core.review.states import MatterState
from core.review.tasks import TaskDay, TaskFilter
from core.services.citizens import Credentials
from core.services.review_steps import ReviewRules, ReviewStep, write_review_step
from core.training.scenarios import read_scenario
from core.working_days import WEEKENDS_ONLY
from tests.papers import PDF, text_of
from tests.papers import picture as png
from tests.seating import HEALTH, REGISTRY, WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

RULES = ReviewRules(WEEKENDS_ONLY)
DAY = TaskDay.on(date(2026, 11, 24), WEEKENDS_ONLY)
INK = Stroke(png((300, 100), "PNG"), FEWEST_POINTS, SHORTEST_STROKE)
RESULT = {"results": [{"name": "营业执照", "number": "9244-1"}]}


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, request):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    application = application_of(person, hall.kiosk, request.node.name)
    return hall.kiosk.handing_in.submit(application, code=CODE)


def take(hall, case, matter, action, details=None):
    with hall.transaction() as stores:
        write_review_step(
            stores,
            case.number,
            ReviewStep(action, matter, details or {}),
            actor="lin",
            at=hall.clock() + timedelta(hours=1),
            rules=RULES,
        )


def grant(hall, case, matter):
    take(hall, case, matter, ReviewAction.ACCEPTED)
    take(hall, case, matter, ReviewAction.GRANTED, RESULT)


def at_counter(case, **changes):
    end = case.application.values["per.id_no@principal"][-4:]
    said = {"way": "counter", "name": case.applicant_name, "number_end": end}
    return HandingOver(**said | changes)


def window(hall):
    return hall.as_(WINDOW).office.delivering


def test_what_came_is_handed_over_before_the_rest(hall, case):
    first, *others = case.matters
    grant(hall, case, first)
    (ready,) = [line for line in window(hall).ready_cases() if line.number == case.number]

    after = window(hall).deliver(case.number, [first], at_counter(case))

    assert (ready.ready, ready.total, ready.open) == (1, len(case.matters), len(others))
    assert ready.due == date(2026, 12, 8)
    assert after.ready == ()
    assert after.results[0].state is MatterState.DELIVERED
    assert after.results[0].papers == ("营业执照 9244-1",)


def test_the_last_result_that_is_handed_over_concludes_the_case(hall, case):
    for matter in case.matters:
        grant(hall, case, matter)

    window(hall).deliver(case.number, case.matters, at_counter(case))

    with hall.transaction() as stores:
        assert stores.cases.get(case.number).status is CaseStatus.CONCLUDED


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"number_end": "0000"}, ReceiverUnknownError),
        ({"number_end": "12"}, StatementIncompleteError),
        ({"receiver": "agent"}, StatementIncompleteError),
        ({"way": "post"}, StatementIncompleteError),
        ({"way": "pigeon"}, StatementIncompleteError),
    ],
)
def test_nothing_is_handed_over_to_whoever_does_not_fit(hall, case, changes, error):
    first = case.matters[0]
    grant(hall, case, first)

    with pytest.raises(error):
        window(hall).deliver(case.number, [first], at_counter(case, **changes))

    assert window(hall).results(case.number).ready[0].matter == first


def test_an_agent_with_an_authorisation_takes_it(hall, case):
    first = case.matters[0]
    grant(hall, case, first)
    agent = at_counter(
        case, receiver="agent", name="李明", number_end="881x", authorisation="授权书1号"
    )

    assert window(hall).deliver(case.number, [first], agent).ready == ()


def test_what_is_not_decided_is_not_handed_over(hall, case):
    with pytest.raises(NothingToDeliverError):
        window(hall).deliver(case.number, [case.matters[0]], at_counter(case))


def test_two_windows_at_once_hand_over_once(hall, case):
    first = case.matters[0]
    grant(hall, case, first)
    at_window = window(hall)

    def hand_over():
        return at_window.deliver(case.number, [first], at_counter(case))

    assert kinds_of(all_at_once(hand_over, hand_over)) == {
        "ReadyResults": 1,
        "NothingToDeliverError": 1,
    }


def test_a_result_with_something_wrong_goes_back_and_is_issued_again(hall, case):
    first = case.matters[0]
    grant(hall, case, first)

    sent = window(hall).send_back(case.number, [first], "名称少了一个字")

    with hall.transaction() as stores:
        (task,) = [each for each in stores.tasks.of(case.number) if each.matter == first]
        listed = stores.tasks.found(
            TaskFilter(states=(MatterState.REISSUING,), number=case.number), DAY, limit=9
        )
    assert sent.ready == ()
    assert sent.results[0].state is MatterState.REISSUING
    assert [line.matter for line in listed] == [first]
    assert task.due == date(2026, 12, 8)  # as of the decision, not of the reissue

    again = Reissuing((GrantedResult("营业执照", "9244-2"),))
    hall.as_(REGISTRY).office.deciding.reissue_matter(case.number, first, again)
    after = window(hall).results(case.number)

    assert after.ready[0].papers == ("营业执照 9244-2",)
    assert after.ready[0].decided_on == sent.results[0].decided_on
    assert window(hall).deliver(case.number, [first], at_counter(case)).ready == ()


def test_what_waits_for_a_result_goes_on_while_it_is_issued_again(hall, case):
    first = case.matters[0]
    grant(hall, case, first)
    before = states(hall, case)

    window(hall).send_back(case.number, [first], "少盖一个章")

    after = states(hall, case)
    assert {code for code in after if after[code] != before[code]} == {first}


@pytest.mark.parametrize("reason", ["", "  ", "字" * 2_001])
def test_nothing_goes_back_without_a_reason(hall, case, reason):
    first = case.matters[0]
    grant(hall, case, first)

    with pytest.raises(StatementIncompleteError):
        window(hall).send_back(case.number, [first], reason)


def test_a_result_is_handed_over_or_sent_back_and_never_both(hall, case):
    first = case.matters[0]
    grant(hall, case, first)
    at_window = window(hall)

    outcomes = all_at_once(
        lambda: at_window.deliver(case.number, [first], at_counter(case)),
        lambda: at_window.send_back(case.number, [first], "少盖一个章"),
    )

    assert kinds_of(outcomes) == {"ReadyResults": 1, "NothingToDeliverError": 1}


def test_the_signature_is_kept_with_the_case_and_is_under_what_was_handed_over(hall, case):
    for matter in case.matters[:2]:
        grant(hall, case, matter)
    statement = at_counter(case, signed_on="screen")

    window(hall).deliver(case.number, case.matters[:2], statement, drawn=INK)

    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)  # every seal is compared
        used = stores.leases.used([upload.digest for upload in kept.application.uploads])
    picture = kept.application.uploads[-1]
    signed = [event.details["signature"] for event in kept.history if event.action == "delivered"]
    assert picture.document == RECEIVED
    assert [each["picture"] for each in signed] == [picture.digest] * 2
    assert len({each["document"] for each in signed}) == 1
    assert picture.digest in used
    held = hall.as_(WINDOW).rights.show(case.number, "zh-CN")
    names = {name for part in held.parts for name, _ in part.lines}
    assert "领取结果时的签名" in names


def test_the_applicant_sees_by_which_number_the_results_are_found(hall, case):
    first = case.matters[0]
    grant(hall, case, first)
    locker = HandingOver("self_service", "applicant", "李明", found_by="12号柜")
    window(hall).deliver(case.number, [first], locker)

    four = case.application.values["per.id_no@principal"][-4:]
    progress = hall.kiosk.tracking.look(Credentials(case.number, four)).progress

    assert progress[0].handed_over == locker
    assert [each.handed_over for each in progress[1:]] == [None] * (len(case.matters) - 1)


def test_what_somebody_drew_goes_with_the_case(hall, case):
    for matter in case.matters:
        grant(hall, case, matter)
    window(hall).deliver(case.number, case.matters, at_counter(case, signed_on="screen"), drawn=INK)

    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
        gone = stores.cases.erase(
            next_entry(kept, at=hall.clock(), actor="clock", action="purged", details={"rule": "x"})
        )

    assert kept.application.uploads[-1].digest in gone


@pytest.mark.parametrize(
    ("drawn", "error"),
    [
        (None, StatementIncompleteError),
        (Stroke(b"", points=0, length=0), StatementIncompleteError),
        (Stroke(INK.picture, points=2, length=9), SignatureTooShortError),
        (Stroke(b"no picture", points=90, length=900), UploadRefusedError),
        (Stroke(PDF, points=90, length=900), UploadRefusedError),
    ],
)
def test_nothing_is_handed_over_without_the_signature_that_was_to_be_given(
    hall, case, drawn, error
):
    first = case.matters[0]
    grant(hall, case, first)

    with pytest.raises(error):
        window(hall).deliver(
            case.number, [first], at_counter(case, signed_on="screen"), drawn=drawn
        )

    assert window(hall).results(case.number).ready[0].matter == first


def test_the_list_names_what_is_given_now_and_how_the_rest_was_given(hall, case):
    first, second = case.matters[:2]
    for matter in (first, second):
        grant(hall, case, matter)
    post = HandingOver("post", "applicant", "李明", found_by="EM123CN")
    window(hall).deliver(case.number, [first], post)

    printed = text_of(window(hall).results_file(case.number, [second]))

    for words in ("送达清单", "这次交付1样", "以前已交付1样", "领取人签名", "EM123CN", "邮寄"):
        assert words in printed
    with pytest.raises(NothingToDeliverError):
        window(hall).results_file(case.number, [first])


def states(hall, case):
    with hall.transaction() as stores:
        return {task.matter: task.state for task in stores.tasks.of(case.number)}


def test_departments_hand_nothing_over(hall, case):
    with pytest.raises(NotPermittedError):
        hall.as_(HEALTH).office.delivering.results(case.number)
