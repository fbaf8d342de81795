import pytest

from adapters.decoding import WorkerInspector
from core.errors import StorageError
from core.i18n import messages_of
from core.services.citizens.list_theme_tiles import ListThemeTiles
from core.visits.steps import VisitStep
from tests.pages.kiosk.screens import Screen
from tests.papers import PDF, picture


def test_a_question_has_to_be_answered(screen, answers):
    screen.choose("T02")
    while screen.question() != "area_biz":
        screen.answer(screen.question(), answers[screen.question()])
    screen.go_on()

    assert screen.visit.cursor.step is VisitStep.QUESTIONS
    assert len(screen.alerts) == 1


def test_all_problems_of_a_page_are_reported_at_once_above_and_under_the_fields(at_form, form):
    """What will follow from an entry that is missing is not told as missing itself."""
    at_form.go_on()

    required = [
        field
        for field in form.pages[0].fields
        if field.required and str(field.key) not in form.follows
    ]
    (summary,) = at_form.alerts
    assert at_form.visit.cursor.page == 0
    assert summary.count("<li>") == len(required)
    assert at_form.html.count('class="fielderr"') == len(required)


def test_a_telephone_number_says_how_many_digits_are_missing(at_form, form, values):
    phone = next(field for field in form.pages[0].fields if field.type == "phone")
    at_form.fill_page(form, {**values, str(phone.key): "1382345678"})
    at_form.go_on()

    (summary,) = at_form.alerts
    assert summary.count("<li>") == 1
    assert f"{phone.label}少了 1 位" in summary


def test_problems_are_gone_once_they_are_put_right(at_form, form, values):
    at_form.go_on()
    at_form.fill_page(form, values)
    at_form.go_on()

    assert at_form.visit.cursor.page == 1
    assert not at_form.alerts


def test_a_paper_that_is_missing_is_named(at_form, form, values):
    at_form.fill_all(form, values)
    at_form.go_on()

    (summary,) = at_form.alerts
    assert form.materials[0].name in summary


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"MZ program", "unknown_type"), (b"%PDF-" + b"0" * 11_000_000, "too_large")],
)
def test_a_file_that_cannot_be_taken_says_why(at_form, form, values, content, reason):
    at_form.fill_all(form, values)
    at_form.app.file_uploader[0].upload("paper.pdf", content, "application/pdf").run()

    (summary,) = at_form.alerts
    sentence = messages_of("zh-CN")[f"error.applicant.upload_{reason}"].format(limit=10)
    assert sentence in summary
    assert at_form.visit.draft.uploads == ()


def test_a_file_that_brings_down_what_looks_at_it_loses_nothing_else(
    at_form, form, values, kiosk, monkeypatch
):
    dies = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    at_form.fill_all(form, values)
    at_form.app.file_uploader[0].upload("paper.pdf", PDF, "application/pdf").run()
    before = (dict(at_form.visit.draft.values), list(at_form.visit.draft.uploads))

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(
            kiosk.service.materials.keep_upload, "_inspect", WorkerInspector(worker=("-c", dies))
        )
        at_form.app.file_uploader[0].upload("bad.pdf", PDF, "application/pdf").run()

    (summary,) = at_form.alerts
    assert "bad.pdf" in summary
    assert messages_of("zh-CN")["error.applicant.upload_broken"] in summary
    assert (dict(at_form.visit.draft.values), list(at_form.visit.draft.uploads)) == before
    at_form.app.file_uploader[0].upload("other.pdf", PDF, "application/pdf").run()
    assert len(at_form.visit.draft.uploads) == 2


REFUSALS = ("busy", "too_heavy", "too_slow", "infected", "not_scanned")


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_has_words_that_say_what_why_and_what_next(locale, reason):
    assert messages_of(locale)[f"error.applicant.upload_{reason}"].count(" · ") == 2


def test_a_file_refused_earlier_is_reported_no_more_beside_one_that_is_taken(at_form, form, values):
    at_form.fill_all(form, values)
    files = [("contract.docx", b"PK word", ""), ("paper.pdf", PDF, "application/pdf")]
    at_form.app.file_uploader[0].set_value(files).run()
    (summary,) = at_form.alerts
    assert "contract.docx" in summary
    assert len(at_form.visit.draft.uploads) == 1

    at_form.app.file_uploader[0].upload("paper.pdf", PDF, "application/pdf").run()

    assert at_form.alerts == []
    assert len(at_form.visit.draft.uploads) == 2


def test_why_a_file_is_refused_stands_beside_the_place_to_choose_another(at_form, form, values):
    at_form.fill_all(form, values)
    at_form.app.file_uploader[0].upload("contract.docx", b"PK word", "").run()

    kinds = ("html", "file_uploader")
    drawn = [element for element in at_form.app.main if element.type in kinds]
    place = next(at for at, element in enumerate(drawn) if element.type == "file_uploader")
    assert "contract.docx" in drawn[place - 1].proto.body


def test_a_picture_of_a_phone_gets_a_name_that_an_office_can_open(at_form, form, values):
    at_form.fill_all(form, values)

    at_form.app.file_uploader[0].upload("IMG_1.HEIC", picture(), "image/heic").run()

    assert at_form.visit.draft.uploads[0].name == "IMG_1.HEIC.jpg"


def test_a_received_file_can_be_taken_out_again(at_form, form, values):
    at_form.fill_all(form, values)
    at_form.app.file_uploader[0].upload("paper.pdf", PDF, "application/pdf").run()
    assert "paper.pdf" in at_form.html

    at_form.press("drop.0")

    assert at_form.visit.draft.uploads == ()


def test_when_the_store_fails_everything_stays_and_sending_again_gives_one_case(at_review, kiosk):
    kiosk.cases.fails = True
    at_review.hand_in()
    assert at_review.visit.cursor.step is VisitStep.REVIEW
    assert len(at_review.alerts) == 1

    kiosk.cases.fails = False
    at_review.hand_in()

    assert at_review.visit.cursor.step is VisitStep.RECEIPT
    assert len(kiosk.cases.by_number) == 1


def test_when_the_printer_fails_the_receipt_is_still_shown(at_review, kiosk):
    kiosk.printer.fails = True
    at_review.hand_in()
    at_review.press("print")

    assert at_review.visit.received.number in at_review.html
    assert len(at_review.alerts) == 1


def test_an_error_that_nobody_foresaw_is_reported_in_words(kiosk, monkeypatch, caplog):
    monkeypatch.setattr(ListThemeTiles, "__call__", lambda _: 1 // 0)
    screen = Screen(kiosk.service)

    (summary,) = screen.alerts
    assert "这一步出了毛病" in summary
    assert "ZeroDivisionError" in caplog.text


def test_nothing_found_says_so(screen):
    screen.app.text_input(key="find").set_value("没有这件事").run()

    assert messages_of("zh-CN")["kiosk.welcome.none"] in screen.html


@pytest.mark.parametrize("words", ["lfd", "理发", "开办理发店", "LFD"])
def test_a_theme_is_found_by_name_and_by_initials(screen, words):
    screen.app.text_input(key="find").set_value(words).run()

    themes = [b.key for b in screen.app.button if b.key and b.key.startswith("theme.")]
    assert themes == ["theme.T02"]


def test_when_the_disk_is_full_a_paper_is_refused_and_everything_else_stays(
    at_form, form, values, kiosk, monkeypatch
):
    def full(content):
        raise StorageError(reason="No space left on device")

    at_form.fill_all(form, values)
    monkeypatch.setattr(kiosk.files, "put", full)
    at_form.app.file_uploader[0].upload("paper.pdf", PDF, "application/pdf").run()
    assert len(at_form.alerts) == 1
    assert "device" not in at_form.alerts[0]

    monkeypatch.undo()
    at_form.app.file_uploader[0].upload("paper.pdf", PDF, "application/pdf").run()
    assert at_form.alerts == []
    assert len(at_form.visit.draft.uploads) == 1
