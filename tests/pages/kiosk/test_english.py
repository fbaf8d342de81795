"""A visit in English: English leads, the Chinese wording stands beside, and Chinese is kept."""

import re

import pytest

from core.catalogue.models import FieldType, short_name
from core.catalogue.translations import words_of
from core.visits.steps import VisitStep
from pages.shared.widgets import MOST_RADIOS
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.test_who import at_who

FUND = "T08"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TAGS = re.compile(r"<[^>]+>")
_BESIDE = re.compile(r'<(span|p) class="zh" lang="zh-CN">.*?</\1>|<small>[^<]*</small>')
COUNTS = "The Chinese wording counts."


@pytest.fixture(scope="module")
def english(shipped):
    return words_of(shipped, "en")


@pytest.fixture
def fund_answers(shipped):
    return shipped.themes[FUND].typical_answers


@pytest.fixture
def visit_in_english(screen):
    screen.press("language_en")
    screen.choose(FUND)
    return screen


def chinese_leading(screen):
    """Return the pieces of the page that are Chinese without standing beside English."""
    pieces = [_BESIDE.sub("", body) for body in re.split(r"(?=<style)", screen.html)]
    text = " ".join(_TAGS.sub(" ", piece) for piece in pieces if "<style" not in piece)
    return [word for word in text.split() if _CHINESE.search(word)]


def test_a_question_is_english_with_the_chinese_one_beneath(visit_in_english):
    html = visit_in_english.html

    assert re.search(r"<h1>[A-Z][^<]+\?</h1>", html)
    assert re.search(r'<p class="zh" lang="zh-CN">[^<]*[\u4e00-\u9fff]', html)
    assert html.count(COUNTS) == 1
    assert "not yet confirmed" in html


def test_an_option_is_english_and_the_answer_that_is_kept_is_chinese(visit_in_english):
    options = [button for button in visit_in_english.app.button if button.key.startswith("option.")]
    assert re.fullmatch(r"[A-Za-z ,]+ :small\[[\u4e00-\u9fff]+\]", options[0].label)

    options[0].click().run()

    (kept,) = visit_in_english.visit.draft.answers.values()
    assert _CHINESE.search(kept)
    assert not re.search("[A-Za-z]", kept)


def answer_all(screen, answers):
    """Answer by the key of the option: its label is English."""
    while screen.visit.cursor.step is VisitStep.QUESTIONS:
        question = screen.service.consulting.consult(
            FUND, screen.visit.draft.theme_version, screen.visit.draft.answers
        ).question
        place = question.options.index(answers[question.id])
        screen.press(f"option.{question.id}.{place}")


@pytest.fixture
def at_guide(visit_in_english, fund_answers):
    answer_all(visit_in_english, fund_answers)
    return visit_in_english


def test_the_guide_leads_in_english(at_guide):
    assert "Housing fund withdrawal: renting a home" in at_guide.html
    assert "Housing Fund Centre" in at_guide.html
    assert "租赁住房提取住房公积金" in at_guide.html
    assert chinese_leading(at_guide) == []


def test_the_notice_is_reported_in_english_and_what_was_told_is_what_is_kept(at_guide):
    at_guide.press("main")
    assert at_guide.visit.cursor.telling
    assert chinese_leading(at_guide) == []
    assert "Housing Fund Centre" in at_guide.html

    at_guide.agree()

    assert {consent.locale for consent in at_guide.visit.draft.consents} == {"en"}


@pytest.fixture
def at_fund_form(at_guide):
    at_guide.go_on()
    return at_guide


def test_fields_are_asked_in_english_and_kept_in_chinese(
    at_fund_form, kiosk, fund_answers, shipped
):
    form = kiosk.service.filling.form(FUND, 1, fund_answers)
    values = values_for(form, shipped)
    labels = [text_input.label for text_input in at_fund_form.app.text_input]

    assert any(re.match(r"Name of the employee :small\[职工姓名\]", label) for label in labels)
    assert chinese_leading(at_fund_form) == []

    at_fund_form.fill_all(form, values)

    assert at_fund_form.visit.cursor.step is VisitStep.MATERIALS
    for place, value in values.items():
        if place in at_fund_form.visit.draft.values:
            assert at_fund_form.visit.draft.values[place] == value


def test_a_mistake_is_reported_with_the_english_name_of_the_field(at_fund_form):
    at_fund_form.press("main")

    assert "Name of the employee" in at_fund_form.alerts[0]
    assert not _CHINESE.search(at_fund_form.alerts[0])


def test_papers_review_and_receipt_lead_in_english(at_fund_form, kiosk, fund_answers, shipped):
    form = kiosk.service.filling.form(FUND, 1, fund_answers)
    at_fund_form.fill_all(form, values_for(form, shipped))
    assert chinese_leading(at_fund_form) == []

    at_fund_form.give_papers(form)
    assert at_fund_form.visit.cursor.step is VisitStep.REVIEW
    assert "Name of the employee" in at_fund_form.html

    at_fund_form.hand_in()
    assert at_fund_form.visit.cursor.step is VisitStep.RECEIPT
    assert "Housing fund withdrawal: renting a home" in at_fund_form.html
    (case,) = kiosk.cases.by_number.values()
    assert not re.search("Renting|withdrawal", repr(case.application))


@pytest.mark.parametrize("theme", ["T02", "T04", "T12"])
def test_who_is_who_leads_in_english_with_the_reasons_of_the_law(theme, kiosk, shipped):
    screen = at_who(kiosk, shipped, theme)
    screen.press("language_en")

    assert screen.visit.cursor.step is VisitStep.WHO
    assert chinese_leading(screen) == []


def test_the_chinese_kiosk_has_no_word_of_it(screen):
    screen.choose(FUND)

    assert 'class="zh"' not in screen.html
    assert COUNTS not in screen.html
    labels = [button.label for button in screen.app.button if button.key.startswith("option.")]
    assert not any(re.search("[A-Z]", label) for label in labels)


def test_an_option_that_was_chosen_stays_when_the_language_changes(
    at_fund_form, kiosk, fund_answers
):
    form = kiosk.service.filling.form(FUND, 1, fund_answers)
    at_fund_form.visit.cursor.page, field = next(
        (number, field)
        for number, page in enumerate(form.pages)
        for field in at_fund_form.asked_on(page)
        if field.type is FieldType.CHOICE and 1 < len(field.options) <= MOST_RADIOS
    )
    at_fund_form.app.run()
    key = f"field.{field.key}"
    at_fund_form.app.radio(key=key).set_value(field.options[1])

    at_fund_form.press("kept")  # as the browser does before a button beside the form
    assert at_fund_form.visit.draft.values[str(field.key)] == field.options[1]
    at_fund_form.press("language_zh-CN")

    assert at_fund_form.visit.draft.values[str(field.key)] == field.options[1]


@pytest.mark.parametrize("theme", [f"T{number:02d}" for number in range(1, 13)])
def test_a_typical_visit_of_every_theme_has_english_for_all_it_shows(theme, shipped, english):
    service = FakeKiosk(shipped).service
    answers = shipped.themes[theme].typical_answers
    consultation = service.consulting.consult(theme, 1, answers)
    form = service.filling.form(theme, 1, answers)
    shown = {
        *(question.text for question, _ in consultation.answered),
        *(page.title for page in form.pages),
        *(field.label for page in form.pages for field in page.fields),
        *(option for page in form.pages for field in page.fields for option in field.options),
        *(paper.name for paper in form.materials),
        *(paper.name for paper in form.spared),
        *(short_name(paper.about) for paper in (*form.materials, *form.spared)),
        *(offer.licence for offer in form.licences),
        *(consultation.catalogue.matter_name(code) for code in consultation.guide.matters),
        *(consultation.catalogue.office_name(code) for code in consultation.guide.matters),
    }

    assert [text for text in shown if not english.has(text)] == []
