"""Officers act on their own matters: from the list to the decision, on both databases."""

from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.errors import (
    CaseNotFoundError,
    NotPermittedError,
    StatementIncompleteError,
    StepHinderedError,
)
from core.review.deciding import GrantedResult, Granting, Refusing
from core.review.models import Fault
from core.review.statements import Appointing, Extending, NotAccepting, Opining, Pausing
from core.review.states import MatterState
from core.review.tasks import TaskLight
from core.services.officers.list_tasks import TASKS_AT_ONCE, TaskSearch
from core.staff.access import REFUSED, LookSearch
from core.staff.models import Role, StaffMember
from core.training.scenarios import read_scenario
from tests.seating import HEALTH, LOST, REGISTRY, SUPERVISOR, TAX, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed
from tests.services.racing import all_at_once, kinds_of

LICENCE = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))
REMEDIES = "六十日内申请行政复议，六个月内提起行政诉讼。"
HOUSING = StaffMember("housing", "住建部门人员甲", (Role.DEPARTMENT,), "ZJ")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


def hand_in(hall, key, scenario="S02"):
    person = read_scenario(ASSETS / "scenarios" / f"{scenario}.yaml")
    return hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, key))


def acting(hall, member, case, matter):
    """Return every step of an officer with one matter."""
    office = hall.as_(member).office
    about = (case.number, matter)
    return {
        name: partial(getattr(bundle, name), *about)
        for bundle, names in (
            (office.accepting, ("accept_matter", "decline_matter")),
            (office.pausing, ("pause_matter", "resume_matter", "extend_matter")),
            (office.inspecting, ("set_inspection", "record_inspection")),
            (office.deciding, ("grant_matter", "refuse_matter")),
        )
        for name in names
    } | {"task": partial(office.reviewing.task, *about)}


def found_in(hall, member, case, **search):
    page = hall.as_(member).office.listing.tasks(TaskSearch(case.number, **search))
    return {task.line.matter: task for task in page.tasks}


def test_what_is_granted_flows_on_to_the_office_that_waited_for_it(hall):
    case = hand_in(hall, "flows on")
    registry = acting(hall, REGISTRY, case, "SCJG-01")
    assert found_in(hall, HEALTH, case)["WJ-01"].light is TaskLight.WAITING

    registry["accept_matter"]()
    registry["grant_matter"](LICENCE)

    health = found_in(hall, HEALTH, case)["WJ-01"]
    assert health.line.state is MatterState.RECEIVED
    task = acting(hall, HEALTH, case, "WJ-01")["task"]()
    assert "营业执照" in "".join(task.passed_on)
    assert task.timeline.lanes[0].review.state is MatterState.GRANTED
    assert [step.action for step in task.steps] == ["passed_on"]


def test_the_list_says_what_to_do_and_what_is_silent_tomorrow(hall):
    case = hand_in(hall, "listed")
    listing = hall.as_(REGISTRY).office.listing
    before = listing.tasks()

    (task,) = found_in(hall, REGISTRY, case).values()
    assert (task.move, task.days, task.line.matter_name) == ("speak", 5, "个体工商户设立登记")
    assert before.silent_tomorrow == 0
    assert before.number == sum(before.lights.values())
    assert set(before.matters) >= {"SCJG-01"}
    assert "WJ-01" not in before.matters

    hall.clock.wait(days=7)
    assert listing.tasks().silent_tomorrow >= 1
    assert found_in(hall, REGISTRY, case)["SCJG-01"].light is TaskLight.TODAY
    hall.clock.wait(days=-7)

    content = hall.as_(REGISTRY).office.listing.tasks_file(TaskSearch(case.number))
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == [case.number]
    assert "受理，或一次告知补正" in rows[1]


def test_pages_of_the_list_follow_each_other_without_a_gap(hall):
    for number in range(TASKS_AT_ONCE + 2):
        hand_in(hall, f"many {number}")
    listing = hall.as_(REGISTRY).office.listing

    first = listing.tasks()
    second = listing.tasks(TaskSearch(after=first.following))

    seen = [task.line.place for page in (first, second) for task in page.tasks]
    assert len(first.tasks) == TASKS_AT_ONCE
    assert len(set(seen)) == len(seen) == first.number
    assert second.following is None


@pytest.mark.parametrize("outsider", [TAX, LOST])
def test_another_offices_case_is_refused_and_that_is_written_down(hall, outsider):
    case = hand_in(hall, f"refused {outsider.username}")
    steps = acting(hall, outsider, case, "SCJG-01")

    with pytest.raises(CaseNotFoundError):
        steps["task"]()
    with pytest.raises(CaseNotFoundError):
        steps["grant_matter"](LICENCE)
    assert found_in(hall, outsider, case) == {}

    log = hall.as_(SUPERVISOR).access.looks(LookSearch(case_number=case.number)).looks
    refused = [look.use_case for look in log if look.part == REFUSED]
    assert sorted(refused) == ["office.grant_matter", "office.task"]
    assert {look.who for look in log} == {outsider.username}


def test_of_an_own_case_the_matter_of_another_office_stays_closed(hall):
    case = hand_in(hall, "half own")

    with pytest.raises(CaseNotFoundError):
        acting(hall, HEALTH, case, "SCJG-01")["task"]()


def test_the_window_looks_and_decides_nothing(hall):
    case = hand_in(hall, "window")
    steps = acting(hall, WINDOW, case, "SCJG-01")

    assert not steps["task"]().can_act
    with pytest.raises(NotPermittedError):
        steps["accept_matter"]()


def test_every_look_at_a_matter_is_written_down(hall):
    case = hand_in(hall, "looked at")

    acting(hall, REGISTRY, case, "SCJG-01")["task"]()

    log = hall.as_(SUPERVISOR).access.looks(LookSearch(case_number=case.number)).looks
    assert ("office.task", "SCJG-01") in [(look.use_case, look.matter) for look in log]


def test_of_two_who_decide_at_once_the_second_is_told_the_first_decision(hall):
    case = hand_in(hall, "raced")
    colleague = replace(REGISTRY, username="colleague", display_name="市监部门人员乙")
    first, second = (acting(hall, who, case, "SCJG-01") for who in (REGISTRY, colleague))
    first["accept_matter"]()
    refusing = Refusing("名称已有人用", "《市场主体登记管理条例》第十条", REMEDIES)

    came = all_at_once(
        lambda: first["grant_matter"](LICENCE), lambda: second["refuse_matter"](refusing)
    )

    assert kinds_of(came) == {"NoneType": 1, "StepHinderedError": 1}
    (hindered,) = [error for error in came if error is not None]
    state = first["task"]().review.state
    assert hindered.reason == state
    assert hindered.params["who"] in (REGISTRY.display_name, colleague.display_name)
    with hall.transaction() as stores:
        actions = [event.action for event in stores.cases.get(case.number).history]
    assert sum(action in ("granted", "refused") for action in actions) == 1


def test_a_pause_an_extension_and_a_refusal_say_what_the_law_wants(hall):
    case = hand_in(hall, "paused")
    steps = acting(hall, REGISTRY, case, "SCJG-01")
    with pytest.raises(StepHinderedError):
        steps["pause_matter"](Pausing("testing", date(2026, 12, 1), "检测"))
    steps["accept_matter"]()

    with pytest.raises(StatementIncompleteError) as incomplete:
        steps["pause_matter"](Pausing("holiday", None, ""))
    assert [problem.place for problem in incomplete.value.problems] == ["reason", "notice", "until"]
    steps["pause_matter"](Pausing("hearing", date(2026, 11, 27), "听证到 27 日"))
    assert found_in(hall, REGISTRY, case)["SCJG-01"].line.paused_until == date(2026, 11, 27)
    steps["resume_matter"]()
    steps["extend_matter"](Extending(10, "情况复杂", "张局长"))
    with pytest.raises(StepHinderedError):
        steps["extend_matter"](Extending(1, "再来一次", "张局长"))
    steps["refuse_matter"](Refusing("名称已有人用", "第十条", REMEDIES))

    task = steps["task"]()
    assert task.review.state is MatterState.REFUSED
    assert task.standing.clock.committed == task.standing.term.committed_days + 10
    waiting = found_in(hall, HEALTH, case)["WJ-01"]
    assert waiting.move == "end_in_vain"


def test_what_waits_in_vain_is_ended_by_its_own_office(hall):
    case = hand_in(hall, "in vain")
    registry, health = (
        acting(hall, who, case, code) for who, code in ((REGISTRY, "SCJG-01"), (HEALTH, "WJ-01"))
    )
    blocked = NotAccepting("blocked", "没有营业执照", REMEDIES)
    with pytest.raises(StepHinderedError):
        health["decline_matter"](blocked)
    other = NotAccepting("not_competent", "归别的局", REMEDIES, "市监局")
    registry["decline_matter"](other)

    assert health["task"]().standing.is_in_vain
    health["decline_matter"](blocked)

    assert health["task"]().review.state is MatterState.NOT_ACCEPTED


def test_one_visit_serves_all_who_look_at_the_place_and_opinions_stay_apart(hall):
    case = hand_in(hall, "restaurant", "S01")
    registry, housing = (
        acting(hall, who, case, code) for who, code in ((REGISTRY, "SCJG-03"), (HOUSING, "ZJ-01"))
    )
    for code in ("SCJG-01", "SCJG-02", "SCJG-08"):
        if code in case.matters:
            licence = acting(hall, REGISTRY, case, code)
            licence["accept_matter"]()
            licence["grant_matter"](LICENCE)
    registry["accept_matter"]()
    housing["accept_matter"]()
    together = registry["task"]().together
    assert set(together) >= {"SCJG-03", "ZJ-01"}

    visit = Appointing("", date(2026, 11, 24), "10:30", "演示路 1 号", together)
    registry["set_inspection"](visit)
    registry["record_inspection"](Opining(passed=True, words="合格"))

    assert housing["task"]().review.inspection.matters == together
    assert housing["task"]().review.inspection.passed is None
    assert registry["task"]().review.inspection.passed
    with pytest.raises(StepHinderedError) as refused:
        housing["grant_matter"](Granting((GrantedResult("排水许可证", "1"),)))
    assert refused.value.reason == "opinion_missing"


def test_an_office_that_waited_has_its_own_days_to_ask_for_correction(hall):
    case = hand_in(hall, "waited long")
    registry = acting(hall, REGISTRY, case, "SCJG-01")
    registry["accept_matter"]()
    hall.clock.wait(days=14)
    registry = acting(hall, REGISTRY, case, "SCJG-01")
    registry["grant_matter"](replace(LICENCE, late_reason="系统停机"))

    health = hall.as_(HEALTH).office
    (part,) = health.opening.forms(case.number)
    assert part.last_day == date(2026, 12, 15)
    health.correcting.ask_for_correction(
        case.number, "WJ-01", faults=[Fault("F01", "", "不对", "请改")], until=date(2026, 12, 20)
    )

    assert found_in(hall, HEALTH, case)["WJ-01"].light is TaskLight.APPLICANT
    assert not acting(hall, REGISTRY, case, "SCJG-01")["task"]().part.is_running
    hall.clock.wait(days=-14)
