"""One count of papers: a change is told as a change, with its reason, wherever it is seen."""

import re
from functools import partial

import pytest

from core.services.citizens.plan_form import FormChoices
from core.visits.steps import VisitStep
from pages.kiosk.visiting import state_of
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.reaching import reach
from tests.pages.kiosk.screens import PDF_FILE, Screen
from tests.services.licences import FakeLibrary

THEME, CARD, NUMBER = "T02", "居民身份证@principal", "per.id_no@principal"
ID = "441202198803160028"
CHANGED = "现在要交 {now} 样材料（刚才说 {before} 样）"


@pytest.fixture
def library():
    return FakeLibrary({"per.name": "林秋月"})


@pytest.fixture
def kiosk(shipped, library):
    return FakeKiosk(shipped, library)


@pytest.fixture
def offered(kiosk, answers):
    """A visit that was told of three papers, and is offered to fetch a licence."""
    screen = Screen(kiosk.service)
    reach(kiosk, screen, "told", partial(_to_offer, screen, answers))
    return screen


def _to_offer(screen, answers):
    screen.choose(THEME)
    screen.answer_all(answers)
    assert number_told(screen) == 3
    screen.go_on()


def number_told(screen):
    """Return how many papers the guide names in words and lists."""
    (number,) = re.findall(r"请您准备 (\d+) 样", screen.html)
    listed = screen.html.split("请您准备")[1].split("</ul>")[0].count("<li>")
    assert int(number) == listed
    return listed


def agree(screen):
    screen.app.text_input(key=f"holder.{NUMBER}").set_value(ID)
    screen.app.checkbox(key=f"consent.{CARD}").set_value(True)
    screen.go_on()


def change(screen, question, answer):
    screen.press("said_all")
    screen.press(f"change.{question}")
    screen.answer(question, answer)


def form_of(screen):
    visit = screen.visit
    return screen.service.filling.form(
        visit.draft.theme_code,
        visit.draft.theme_version,
        visit.draft.answers,
        visit.draft.values,
        choices=FormChoices(visit.draft.licences.on_paper),
    )


def to_papers(screen, catalogue):
    form = form_of(screen)
    values = values_for(form, catalogue) | {NUMBER: ID}
    screen.fill_all(form, values | screen.visit.draft.values)


def test_a_licence_that_is_not_found_makes_one_more_and_says_so_twice(offered, library, shipped):
    library.missing = True
    agree(offered)

    changed = CHANGED.format(now=4, before=3)
    reason = "没有取到证照，请您交：身份证（经营主体负责人）"
    assert changed in offered.html
    assert reason in offered.html
    to_papers(offered, shipped)
    assert offered.visit.cursor.step is VisitStep.MATERIALS
    assert changed in offered.html
    assert reason in offered.html
    assert "共 4 样" in offered.html


@pytest.mark.parametrize("status", ["revoked", "expired"])
def test_a_licence_that_is_not_valid_is_reported_as_not_had(offered, library, status):
    library.status = status
    agree(offered)

    assert CHANGED.format(now=4, before=3) in offered.html
    assert "没有取到证照，请您交" in offered.html


def test_whoever_does_not_agree_is_told_what_to_hand_in_instead(offered):
    offered.press("other")

    assert CHANGED.format(now=4, before=3) in offered.html
    assert "您没有同意取，请您交：身份证（经营主体负责人）" in offered.html
    assert "没有取到证照" not in offered.html


def test_nothing_is_said_where_nothing_changed(offered, library, shipped):
    agree(offered)
    assert "刚才说" not in offered.html

    to_papers(offered, shipped)

    assert "刚才说" not in offered.html
    assert "共 3 样" in offered.html


def test_an_office_that_cannot_be_reached_changes_nothing_for_the_person(offered, library):
    library.unreachable = True
    agree(offered)

    assert "刚才说" not in offered.html


def test_the_guide_says_the_change_and_lists_no_paper_as_spared_and_asked(offered):
    offered.press("other")
    offered.go_back()
    offered.go_back()

    assert number_told(offered) == 4
    assert CHANGED.format(now=4, before=3) in offered.html
    assert "身份证" not in offered.html.split("这些不用您带")[1]


def test_it_is_reported_as_well_when_there_are_fewer_again(offered):
    offered.press("other")
    offered.go_back()
    offered.go_back()
    offered.go_on()
    agree(offered)

    assert CHANGED.format(now=3, before=4) in offered.html
    assert "已经取来，不用交了：身份证（经营主体负责人）" in offered.html


def test_another_answer_is_the_reason_where_it_is(offered):
    offered.go_back()
    offered.go_back()
    change(offered, "central_ac", "是")

    assert number_told(offered) == 4
    assert CHANGED.format(now=4, before=3) in offered.html
    assert "您改了回答，还要交：" in offered.html

    offered.go_back()
    change(offered, "central_ac", "否")

    assert CHANGED.format(now=3, before=4) in offered.html
    assert "您改了回答，不用交了：" in offered.html


def test_an_answer_changed_from_the_review_is_reported_there_and_with_the_papers(offered, shipped):
    agree(offered)
    to_papers(offered, shipped)
    while offered.visit.cursor.step is VisitStep.MATERIALS:
        offered.app.file_uploader[0].upload(*PDF_FILE).run()
        offered.go_on()
    offered.press("edit.-1")
    offered.visit.cursor.hurried = True
    change(offered, "central_ac", "是")

    assert offered.visit.cursor.step is VisitStep.REVIEW
    assert CHANGED.format(now=4, before=3) in offered.html
    offered.press(f"edit.{len(form_of(offered).pages)}")
    assert CHANGED.format(now=4, before=3) in offered.html
    assert "共 4 样" in offered.html


def test_whoever_comes_back_another_day_is_told_the_same(offered, library):
    library.missing = True
    agree(offered)

    state = state_of(offered.visit)

    assert state.place["not_had"] == [CARD]
    assert len(state.place["told_papers"]) == 3


def test_the_receipt_counts_what_the_guide_did(offered, library, kiosk, shipped):
    library.missing = True
    agree(offered)
    to_papers(offered, shipped)
    while offered.visit.cursor.step is VisitStep.MATERIALS:
        offered.app.file_uploader[0].upload(*PDF_FILE).run()
        offered.go_on()
    assert "材料，共 4 样" in offered.html
    offered.hand_in()

    (case,) = kiosk.cases.by_number.values()
    receipt = kiosk.service.handing_in.receipt(case.number)
    spared = len(receipt.materials) - 4
    assert receipt.tally.asked == 4
    assert f"要交 4 样，都收到了；另有 {spared} 样不用您交" in offered.html
