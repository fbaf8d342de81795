"""A photograph is a picture in the form, not a line of text."""

from functools import partial

import pytest

from tests.pages.kiosk.reaching import reach, to_page_of
from tests.papers import JPEG, PDF

PLACE = "per.photo@principal"
KEY = f"field.{PLACE}"


@pytest.fixture
def at_photo(kiosk, screen, answers, form, values):
    walk = partial(to_page_of, screen, answers, form, values, PLACE)
    reach(kiosk, screen, ("page", PLACE), walk)
    return screen


def test_nobody_is_asked_to_type_it(at_photo):
    assert not [box for box in at_photo.app.text_input if box.key == KEY]
    assert "拍照或上传照片" in {button.label for button in at_photo.app.button}


def test_what_is_uploaded_is_the_value_and_can_be_taken_again(at_photo):
    at_photo.give_photo(KEY)

    first = at_photo.visit.draft.values[PLACE]
    assert first.endswith(".jpg")
    assert at_photo.visit.cursor.over is None
    assert "照片已有，换一张" in {button.label for button in at_photo.app.button}


def test_a_document_is_no_photograph(at_photo):
    at_photo.press(f"photo.{KEY}")

    at_photo.app.file_uploader[0].upload("a.pdf", PDF, "application/pdf").run()

    assert PLACE not in at_photo.visit.draft.values
    assert any("这不是一张照片" in alert for alert in at_photo.alerts)
    at_photo.app.file_uploader[0].upload("a.jpg", JPEG, "image/jpeg").run()
    assert PLACE in at_photo.visit.draft.values


def test_the_page_is_left_without_one_and_what_was_typed_stays(at_photo, form, values):
    at_photo.fill_page(form, values)
    before = dict(at_photo.visit.draft.values)
    at_photo.press(f"photo.{KEY}")

    at_photo.go_back()

    assert at_photo.visit.draft.values == before
