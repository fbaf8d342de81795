"""An office sees its visits day by day: who comes, whose opinion is missing, nothing else."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from core.errors import NotPermittedError
from core.review.deciding import GrantedResult, Granting, Refusing
from core.review.joint_visits import VisitOpinion
from core.review.statements import Appointing, Opining
from core.services.officers import list_visits
from core.services.officers.list_visits import VisitSearch
from core.staff.access import LookSearch
from core.staff.models import Role, StaffMember
from core.training.scenarios import read_scenario
from tests.seating import HEALTH, LOST, REGISTRY, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed

HOUSING = StaffMember("housing", "住建部门人员甲", (Role.DEPARTMENT,), "ZJ")
PLACE = "演示路 1 号首层"
WEDNESDAY = date(2026, 11, 25)
DONE = VisitSearch(is_open=False)


@pytest.fixture
def either_hall(kind, tmp_path):
    with staffed(kind, tmp_path) as office:
        yield office


@pytest.fixture
def hall(tmp_path):
    with staffed("sqlite", tmp_path) as office:
        yield office


def restaurant_visited(hall, key, day=WEDNESDAY):
    """Hand in a restaurant and make one appointment for the two offices that look at the place."""
    person = read_scenario(ASSETS / "scenarios" / "S01.yaml")
    case = hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, key))
    registry, housing = hall.as_(REGISTRY).office, hall.as_(HOUSING).office
    registry.accepting.accept_matter(case.number, "SCJG-01")
    licence = Granting((GrantedResult("营业执照", "92441202MA0000001X"),))
    registry.deciding.grant_matter(case.number, "SCJG-01", licence)
    registry.accepting.accept_matter(case.number, "SCJG-03")
    housing.accepting.accept_matter(case.number, "ZJ-01")
    visit = Appointing("", day, "10:30", PLACE, ("ZJ-01",))
    registry.inspecting.set_inspection(case.number, "SCJG-03", visit)
    return case


def opinions(line):
    return [(party.department_name, party.opinion) for party in line.parties]


def test_both_offices_see_one_visit_and_of_each_other_only_whether_an_opinion_is_there(either_hall):
    hall = either_hall
    case = restaurant_visited(hall, "together")
    registry, housing = hall.as_(REGISTRY), hall.as_(HOUSING)
    (before,) = housing.visits.listed().lines

    hall.clock.wait(days=1)
    against = Opining(passed=False, words="没有隔油池")
    registry.office.inspecting.record_inspection(case.number, "SCJG-03", against)

    (after,) = housing.visits.listed().lines
    (done,) = registry.visits.listed(DONE).lines
    assert (before.day, before.visit.time, before.visit.place) == (WEDNESDAY, "10:30", PLACE)
    assert (before.case_number, before.applicant_name) == (case.number, case.applicant_name)
    assert {opinion for _, opinion in opinions(before)} == {VisitOpinion.MISSING}
    assert dict(opinions(after)) == {
        "市场监督管理局": VisitOpinion.GIVEN,
        "住房和城乡建设局": VisitOpinion.MISSING,
    }
    assert dict(opinions(done))["市场监督管理局"] is VisitOpinion.FAILED
    assert registry.visits.listed().lines == ()


def test_a_day_is_chosen_from_the_days_there_are(hall):
    later = date(2026, 11, 27)
    first, second = restaurant_visited(hall, "one"), restaurant_visited(hall, "two", later)
    visits = hall.as_(HOUSING).visits

    every, of_day = visits.listed(), visits.listed(VisitSearch(later))

    assert [line.case_number for line in every.lines] == [first.number, second.number]
    assert [line.case_number for line in of_day.lines] == [second.number]
    assert of_day.days == {WEDNESDAY: 1, later: 1}
    assert (of_day.open, of_day.done, of_day.is_cut) == (2, 0, False)


def test_of_too_many_it_is_said_that_some_are_left_out(hall, monkeypatch):
    monkeypatch.setattr(list_visits, "MOST_TASKS", 1)
    first, second = restaurant_visited(hall, "one"), restaurant_visited(hall, "two")

    found = hall.as_(HOUSING).visits.listed()

    assert len(found.lines) == 1
    assert found.lines[0].case_number in {first.number, second.number}
    assert found.is_cut


def test_a_visit_that_is_set_anew_is_listed_on_its_new_day_alone(hall):
    case, moved = restaurant_visited(hall, "moved"), date(2026, 11, 30)
    visit = Appointing("", moved, "14:00", PLACE, ("ZJ-01",))

    hall.as_(HOUSING).office.inspecting.set_inspection(case.number, "ZJ-01", visit)

    (mine,), (theirs,) = (hall.as_(who).visits.listed().lines for who in (HOUSING, REGISTRY))
    assert (mine.day, len(mine.parties)) == (moved, 1)
    assert (theirs.day, len(theirs.parties)) == (WEDNESDAY, 1)


def test_a_case_without_a_visit_is_not_read_at_all(hall, monkeypatch):
    barber = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    hall.kiosk.handing_in.submit(application_of(barber, hall.kiosk, "no visit"))
    monkeypatch.setattr(list_visits, "MOST_TASKS", 0)

    assert not hall.as_(HEALTH).visits.listed().is_cut


def test_whoever_has_no_part_in_a_visit_sees_none(hall):
    restaurant_visited(hall, "not theirs")

    assert hall.as_(HEALTH).visits.listed().days == {}
    assert hall.as_(LOST).visits.listed().days == {}
    with pytest.raises(NotPermittedError):
        hall.as_(WINDOW).visits.listed()


def looks_at(hall, case):
    with hall.transaction() as stores:
        looks = stores.access.found(LookSearch(case_number=case.number), skip=0, limit=50)
    return [(look.who, look.use_case) for look in looks if look.use_case.startswith("visits.")]


def test_who_saw_whose_visit_stands_in_the_log(hall):
    case = restaurant_visited(hall, "seen")
    visits = hall.as_(HOUSING).visits

    visits.listed(VisitSearch(date(2026, 12, 1)))
    unseen = looks_at(hall, case)
    visits.listed(VisitSearch(WEDNESDAY))

    assert (unseen, looks_at(hall, case)) == ([], [("housing", "visits.listed")])


def test_the_list_to_take_along_says_when_where_and_who_comes(hall):
    case = restaurant_visited(hall, "paper")

    made = hall.as_(HOUSING).visits.listed_file(VisitSearch(WEDNESDAY), form="docx")

    words = "".join(
        cell.text for row in Document(BytesIO(made)).tables[0].rows for cell in row.cells
    )
    assert all(word in words for word in ("10:30", PLACE, case.number, case.applicant_name))
    assert "住房和城乡建设局" in words
    assert "意见未交" in words
    assert looks_at(hall, case) == [("housing", "visits.listed_file")]


def test_a_visit_that_is_done_is_found_by_its_month_after_its_matter_has_ended(either_hall):
    hall = either_hall
    case = restaurant_visited(hall, "ended")
    registry = hall.as_(REGISTRY)
    hall.clock.wait(days=1)
    registry.office.inspecting.record_inspection(
        case.number, "SCJG-03", Opining(passed=False, words="没有隔油池")
    )
    registry.office.deciding.refuse_matter(
        case.number, "SCJG-03", Refusing("没有隔油池", "食品安全法 35", "可以复议")
    )

    (found,) = registry.visits.listed(DONE).lines
    assert (found.case_number, found.day) == (case.number, WEDNESDAY)
    hall.clock.wait(days=40)
    of_november = VisitSearch(is_open=False, month=date(2026, 11, 1))
    assert registry.visits.listed(DONE).lines == ()
    assert [it.case_number for it in registry.visits.listed(of_november).lines] == [case.number]
    assert hall.as_(HEALTH).visits.listed(of_november).lines == ()
