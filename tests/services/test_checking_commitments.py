"""A licence granted on a promise is checked, ordered right and revoked; its holder sees it."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from core.errors import CaseNotFoundError, StepHinderedError
from core.review.checking import CheckingCommitment, Revoking
from core.review.deciding import GrantedResult, Granting
from core.review.handing_over import HandingOver
from core.review.states import MatterState
from core.services.citizens import Credentials
from core.services.officers.list_tasks import TaskSearch
from core.training.scenarios import read_scenario
from tests.papers import text_of
from tests.seating import HEALTH, REGISTRY, TAX, WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

LICENCE = GrantedResult("公共场所卫生许可证", "WJ-0001")
REVOKING = Revoking("没有补做检测", "行政许可法第六十九条", "六十日内申请行政复议")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture
def case(hall, request):
    """A case whose hygiene licence was granted on a promise and handed over."""
    hall.clock.now = type(hall.clock)().now
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    application = application_of(person, hall.kiosk, request.node.name)
    handed_in = hall.kiosk.handing_in.submit(application, code=CODE)
    for member, matter in ((REGISTRY, "SCJG-01"), (HEALTH, "WJ-01")):
        office = hall.as_(member).office
        office.accepting.accept_matter(handed_in.number, matter)
        office.deciding.grant_matter(handed_in.number, matter, Granting((LICENCE,)))
    end = application.values["per.id_no@principal"][-4:]
    by_hand = HandingOver("counter", "applicant", "何小满", end)
    hall.as_(WINDOW).office.delivering.deliver(handed_in.number, ("WJ-01",), by_hand)
    return handed_in


def task_of(hall, case):
    return hall.as_(HEALTH).office.reviewing.task(case.number, "WJ-01")


def listed(hall, case):
    search = TaskSearch(case.number)
    tasks = hall.as_(HEALTH).office.listing.tasks(search).tasks
    return [(task.line.matter, task.line.due, task.move.value) for task in tasks]


def check(hall, case, member=HEALTH, at=0, **changes):
    place = task_of(hall, case).review.checks[at].commitment.place
    said = replace(CheckingCommitment(place, True, "现场与承诺相符"), **changes)
    hall.as_(member).office.deciding.check_commitment(case.number, "WJ-01", said)


FAILED = {"kept": False, "order": "十日内补做检测", "mend_by": date(2026, 12, 4)}


def test_the_check_stands_in_the_list_of_its_office_until_it_is_done(hall, case):
    names = [it.commitment.name for it in task_of(hall, case).review.checks]

    assert names == ["卫生许可告知承诺书", "公共场所卫生检测或者评价报告"]
    assert listed(hall, case) == [("WJ-01", date(2026, 12, 22), "check")]
    with pytest.raises(CaseNotFoundError):
        check(hall, case, member=TAX)
    check(hall, case)
    check(hall, case, at=1)
    assert listed(hall, case) == []
    with pytest.raises(StepHinderedError):
        check(hall, case)


def test_who_does_not_put_it_right_loses_the_licence_and_is_told_why(hall, case):
    deciding = hall.as_(HEALTH).office.deciding
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])
    check(hall, case, **FAILED)
    with pytest.raises(StepHinderedError):
        deciding.revoke_matter(case.number, "WJ-01", REVOKING)
    progress = hall.kiosk.tracking.look(asked).progress
    (ordered,) = [each for each in progress if each.checks]
    assert ordered.checks[0].mend_by == FAILED["mend_by"]
    assert list(ordered.orders.values()) == [FAILED["order"]]

    hall.clock.wait(days=11)
    assert listed(hall, case) == [("WJ-01", FAILED["mend_by"], "check")]
    deciding.revoke_matter(case.number, "WJ-01", REVOKING)

    assert listed(hall, case) == []
    (revoked,) = [it for it in hall.kiosk.tracking.look(asked).progress if it.is_refused]
    assert (revoked.state, revoked.reason) == (MatterState.REVOKED, REVOKING.reason)
    steps = {step.action: step for step in task_of(hall, case).steps if step.has_notice}
    printed = partial(hall.as_(HEALTH).office.opening.notice_file, case.number, "WJ-01")
    order = text_of(printed(steps["commitment_checked"].sequence))
    assert "责令限期整改通知书" in order
    assert FAILED["order"] in order
    assert "撤销决定书" in text_of(printed(steps["revoked"].sequence))
    assert "卫生许可告知承诺书" in text_of(printed(steps["granted"].sequence))


def test_of_two_officers_who_check_at_once_one_is_refused(hall, case):
    check(hall, case, at=1)
    outcomes = all_at_once(partial(check, hall, case), partial(check, hall, case))

    assert kinds_of(outcomes) == {"NoneType": 1, "StepHinderedError": 1}


def test_a_promise_to_hand_in_later_holds_up_no_decision_unlike_what_is_owed(hall):
    person = read_scenario(ASSETS / "scenarios" / "S01.yaml")
    case = hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "many promises"))
    seen = hall.as_(WINDOW).office.reviewing

    drains = seen.task(case.number, "ZJ-01").standing
    waste = seen.task(case.number, "CG-02").standing
    fire = seen.task(case.number, "XF-01").standing

    assert (drains.owed, len(drains.promised)) == ((), 2)
    assert (waste.owed, waste.promised) == (("餐厨垃圾收运协议",), ())
    assert [it.name for it in fire.promised] == ["公众聚集场所投入使用、营业消防安全告知承诺书"]
