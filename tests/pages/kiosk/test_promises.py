"""A paper that comes later (容缺): promised to each matter on its own, by one day for all."""

from dataclasses import replace

import pytest

from core.services.citizens import Credentials
from core.visits.steps import VisitStep
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.screens import PDF_FILE, Screen

THEME = "T02"
PLACE = "mat.hygiene_test@premises"
SOONEST = "最晚 11 月 27 日补交（“个体工商户设立登记”要用"
"""Three working days after the day of the tests, a Tuesday."""


@pytest.fixture(scope="module")
def sharing(shipped):
    """The catalogue, in which two matters ask for one report: in three days, and in eight."""
    hygiene, trade = shipped.matters["WJ-01"], shipped.matters["SCJG-01"]
    (report,) = [
        material for material in hygiene.materials if "hygiene_test" in str(material.evidence)
    ]
    asked_too = report.model_copy(update={"id": "M99"})
    changed = {
        "WJ-01": hygiene.model_copy(update={"committed_days": 8}),
        "SCJG-01": trade.model_copy(
            update={"committed_days": 3, "materials": (*trade.materials, asked_too)}
        ),
    }
    return replace(shipped, matters={**shipped.matters, **changed})


@pytest.fixture
def kiosk(sharing):
    return FakeKiosk(sharing)


@pytest.fixture
def promised(kiosk, sharing, answers):
    """A visit in which the report is promised, with the page that said so."""
    screen, form = Screen(kiosk.service), kiosk.service.filling.form(THEME, 1, answers)
    screen.choose(THEME)
    screen.answer_all(answers)
    screen.go_on()
    screen.fill_all(form, values_for(form, sharing))
    pages = []
    for paper in form.materials:
        if paper.code == PLACE:
            screen.press("way.later")
            pages.append(screen.html)
        else:
            screen.app.file_uploader[0].upload(*PDF_FILE).run()
        screen.go_on()
    return screen, pages


def test_each_matter_keeps_its_own_promise_and_the_person_sees_one_day(promised, kiosk):
    screen, (page,) = promised
    review = screen.html
    screen.hand_in()

    (case,) = kiosk.cases.by_number.values()
    assert sorted(case.history[0].details["promised"]) == [f"SCJG-01 {PLACE} 3", f"WJ-01 {PLACE} 8"]
    receipt = screen.html
    for shown in (page, review):
        assert shown.count("最晚 11 月 27 日补交") == 1
        assert SOONEST in shown
        assert "12 月" not in shown
    assert receipt.count("11 月 27 日（星期五）") == 1
    assert "还欠这一样" in receipt
    assert "“个体工商户设立登记”要用" in receipt
    assert "还要补交 1 样" in receipt


def test_the_same_day_stands_on_the_receipt_and_where_one_looks_after_the_case(promised, kiosk):
    screen, _ = promised
    screen.hand_in()
    (case,) = kiosk.cases.by_number.values()
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])

    (owed,) = kiosk.service.tracking.look(asked).owed
    (listed,) = [
        material
        for material in kiosk.service.handing_in.receipt(case.number).materials
        if material.until
    ]

    assert owed.until == listed.until
    screen.press("main")
    screen.press("track")
    screen.app.text_input(key="case_number").set_value(asked.number)
    screen.app.text_input(key="last_four").set_value(asked.last_four)
    screen.go_on()
    assert SOONEST in screen.html


def test_a_paper_that_is_there_is_owed_no_more_whatever_was_promised(promised, kiosk):
    screen, _ = promised
    screen.go_back()
    while screen.visit.cursor.material and screen.app.file_uploader:
        screen.go_back()
    screen.press("give_now")
    screen.app.file_uploader[0].upload(*PDF_FILE).run()
    screen.press("way.later")
    while screen.visit.cursor.step is VisitStep.MATERIALS:
        screen.go_on()
    screen.hand_in()

    (case,) = kiosk.cases.by_number.values()
    receipt = kiosk.service.handing_in.receipt(case.number)

    assert case.history[0].details["promised"] == []
    assert (receipt.tally.owed, receipt.tally.given) == (0, receipt.tally.asked)
