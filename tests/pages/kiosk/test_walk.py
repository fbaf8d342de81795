import pytest

from core.catalogue.packages import read_package
from core.visits.steps import VisitStep
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.screens import Screen
from tests.papers import PDF

THEMES = sorted(read_package(SHIPPED).catalogue.themes)


@pytest.mark.parametrize("code", THEMES)
def test_every_theme_goes_from_welcome_to_receipt(code, shipped):
    kiosk = FakeKiosk(shipped)
    answers = shipped.themes[code].typical_answers
    form = kiosk.service.filling.form(code, 1, answers)
    screen = Screen(kiosk.service)

    screen.choose(code)
    screen.answer_all(answers)
    assert screen.visit.cursor.step is VisitStep.GUIDE
    screen.go_on()
    screen.fill_all(form, values_for(form, shipped))
    screen.give_papers(form)
    assert screen.visit.cursor.step is VisitStep.REVIEW
    screen.hand_in()

    assert screen.visit.cursor.step is VisitStep.RECEIPT
    (case,) = kiosk.cases.by_number.values()
    assert case.application.theme_code == code
    assert screen.visit.received.number in screen.html


def test_what_was_typed_is_what_arrives(at_review, kiosk, values, form):
    at_review.hand_in()

    (case,) = kiosk.cases.by_number.values()
    follows = {"per.birth_date@principal", "per.sex@principal", *form.known}
    asked = {place: value for place, value in values.items() if place not in follows}
    signed = {signature.place: signature.name for signature in case.application.signatures}
    by_clock = {"case.apply_date@case": "2026-11-24"}
    assert case.application.values == {**asked, **signed, **by_clock}
    assert set(signed.values()) == {"林秋月"}


def test_a_paper_may_come_later_or_come_from_the_template(at_form, kiosk, form, values):
    at_form.fill_all(form, values)
    for paper in form.materials:
        if paper.may_come_later:
            at_form.press("way.later")
        elif paper.has_template:
            at_form.press("way.template")
        else:
            at_form.app.file_uploader[0].upload("plan.pdf", PDF, "application/pdf").run()
        at_form.go_on()
    at_form.hand_in()

    (case,) = kiosk.cases.by_number.values()
    assert len(case.application.deferred) == len(case.application.templates) == 1


def test_several_members_arrive_as_one_list_for_each_field(at_form, form, values):
    while not form.pages[at_form.visit.cursor.page].members_of:
        at_form.fill_page(form, values)
        at_form.go_on()
    page = form.pages[at_form.visit.cursor.page]
    at_form.press("add_member")
    at_form.fill_page(form, values)
    key = next(field.key for field in page.fields if field.repeats)
    at_form.app.text_input(key=f"field.{key}.1.{at_form.visit.drawn}").set_value("second")
    at_form.press("add_member")
    assert at_form.visit.draft.values[str(key)] == [values[str(key)][0], "second", None]

    at_form.press("remove_member.0")

    assert at_form.visit.draft.values[str(key)] == ["second", None]
    shown = at_form.app.text_input(key=f"field.{key}.0.{at_form.visit.drawn}").value
    assert shown == "second"


def test_number_and_several_answers_are_kept_as_the_core_takes_them(kiosk, shipped):
    screen = Screen(kiosk.service)
    screen.choose("T01")
    screen.answer_all(shipped.themes["T01"].typical_answers)

    assert (
        screen.visit.draft.answers["area_biz"] == shipped.themes["T01"].typical_answers["area_biz"]
    )
    assert isinstance(screen.visit.draft.answers["food_items"], list)
