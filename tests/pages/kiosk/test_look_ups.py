"""Looking answers up on the question's page: by consent, told with the source, changeable."""

import pytest

from core.ports import Identity, IdentityMethod
from tests.fakes import NOW, FakeKiosk
from tests.pages.kiosk.screens import Screen
from tests.services.licences import FakeLibrary

ID, HOLDER = "441202198803160028", "per.id_no@mother"
MARRIAGE = "consent.结婚证@mother"


class Reader:
    """The card of somebody who put it on the reader."""

    methods = (IdentityMethod.CARD,)

    def read(self, method):
        return Identity(ID, "林秋月", method.value, NOW)


@pytest.fixture
def library():
    return FakeLibrary({"per.marital": "已婚"})


@pytest.fixture
def at_wedlock(shipped, library):
    """The visit at the question whether the parents are married, asked on the glass."""
    screen = Screen(FakeKiosk(shipped, library, identity=Reader()).service)
    screen.choose("T04")
    while screen.question() != "in_wedlock":
        question = screen.question()
        screen.answer(question, shipped.themes["T04"].typical_answers[question])
    return screen


def look_up(screen, *, agreed=True, by_card=True):
    screen.press("look_up.in_wedlock")
    screen.agree()
    if by_card:
        screen.press(f"card.{HOLDER}")
    screen.app.checkbox(key=MARRIAGE).set_value(agreed)
    screen.press("main")


def test_the_notice_comes_before_the_card_and_consent_before_looking(at_wedlock, library):
    at_wedlock.press("look_up.in_wedlock")
    assert at_wedlock.visit.cursor.telling == "notice"
    at_wedlock.agree()
    assert at_wedlock.app.checkbox(key=MARRIAGE).value is False

    at_wedlock.press(f"card.{HOLDER}")
    at_wedlock.press("main")

    assert library.asked == []
    assert "没有您同意，我们什么都不查" in "".join(at_wedlock.alerts)


def test_what_is_found_is_not_asked_and_its_source_is_shown_in_the_list_and_the_review(
    at_wedlock,
):
    look_up(at_wedlock)

    assert at_wedlock.visit.draft.answers["in_wedlock"] == "是"
    assert at_wedlock.question() != "in_wedlock"
    assert "查到了新生儿母亲的《结婚证》" in at_wedlock.html
    label = at_wedlock.app.button(key="change.in_wedlock").label
    assert "来自《结婚证》" in label

    at_wedlock.press("change.in_wedlock")
    assert "这是从《结婚证》查到的" in at_wedlock.html
    at_wedlock.answer("in_wedlock", "否")
    assert at_wedlock.visit.draft.answers["in_wedlock"] == "否"
    assert "来自" not in at_wedlock.app.button(key="change.in_wedlock").label


def test_what_is_not_found_is_asked_as_usual(at_wedlock, library):
    library.missing = True

    look_up(at_wedlock)

    assert at_wedlock.question() == "in_wedlock"
    assert "没有查到" in at_wedlock.html
    at_wedlock.answer("in_wedlock", "是")
    assert "没有查到" not in at_wedlock.html


def test_a_wrong_number_is_reported_on_the_page(at_wedlock, library):
    at_wedlock.press("look_up.in_wedlock")
    at_wedlock.agree()
    at_wedlock.app.text_input(key=f"holder.{HOLDER}").set_value("123")
    at_wedlock.app.checkbox(key=MARRIAGE).set_value(True)
    at_wedlock.press("main")

    assert library.asked == []
    assert at_wedlock.visit.cursor.looking_up == "in_wedlock"
    assert at_wedlock.alerts


@pytest.mark.parametrize("way", ["other", "back"])
def test_whoever_declines_answers_as_ever(at_wedlock, library, way):
    at_wedlock.press("look_up.in_wedlock")
    at_wedlock.agree()
    at_wedlock.press(way)

    at_wedlock.answer("in_wedlock", "是")

    assert library.asked == []
    assert at_wedlock.visit.draft.found == {}
