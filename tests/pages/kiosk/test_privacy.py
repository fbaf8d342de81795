from core.visits.draft import ApplicationDraft
from core.visits.steps import VisitStep
from pages.kiosk.cursor import Cursor
from pages.kiosk.steps.receipt_paper import masked
from pages.kiosk.visit import Visit
from tests.papers import PDF

SCRIPT = "<script>alert(1)</script>"


def test_a_script_in_a_name_is_shown_as_text(at_form, form, values, kiosk):
    name = next(field for field in form.fields if field.key.element == "org.name")
    at_form.fill_all(form, {**values, str(name.key): SCRIPT})
    at_form.give_papers(form)
    assert "&lt;script&gt;" in at_form.html
    assert SCRIPT not in at_form.html

    at_form.hand_in()

    assert SCRIPT not in at_form.html
    (case,) = kiosk.cases.by_number.values()
    assert case.application.values[str(name.key)] == SCRIPT


def test_a_file_name_is_shown_as_text(at_form, form, values):
    at_form.fill_all(form, values)
    at_form.app.file_uploader[0].upload("<b>x.pdf", PDF, "application/pdf").run()

    assert "<b>x.pdf" not in at_form.html
    assert "&lt;b&gt;x.pdf" in at_form.html


def test_after_sending_only_the_case_number_is_remembered(at_review):
    at_review.hand_in()

    visit = at_review.visit
    assert visit == Visit(
        draft=ApplicationDraft(visit.draft.submission_key),
        cursor=Cursor(step=VisitStep.RECEIPT),
        received=visit.received,
    )


def test_finishing_forgets_everything(at_review):
    at_review.hand_in()
    number = at_review.visit.received.number

    at_review.hand_in()

    assert at_review.visit.cursor.step is VisitStep.WELCOME
    assert at_review.visit.received.number == ""
    assert number not in at_review.html


def test_stopping_halfway_asks_first_and_then_forgets(at_form, form, values):
    at_form.fill_page(form, values)
    at_form.go_on()
    at_form.press("exit")
    assert at_form.visit.draft.values

    at_form.press("wipe")

    assert at_form.visit.cursor.step is VisitStep.WELCOME
    assert at_form.visit.draft.values == {}


def test_asking_to_stop_and_staying_loses_nothing(at_form):
    at_form.press("exit")
    at_form.press("stay")

    assert at_form.visit.cursor.step is VisitStep.FORM


def test_every_visit_has_a_submission_key_of_its_own():
    assert Visit().draft.submission_key != Visit().draft.submission_key


def test_names_are_masked_on_the_screen(at_review):
    at_review.hand_in()

    assert masked("林秋月", "＊") in at_review.html
    assert "林秋月" not in at_review.html
