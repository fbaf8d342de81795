"""Who stands there: by card, by face, by a code for the phone, or by typing all the same."""

from functools import partial

import pytest

from core.errors import NoIdentityError, ReaderUnreachableError
from core.ports import Identity, IdentityCode, IdentityMethod
from tests.fakes import FakeKiosk
from tests.pages.kiosk.reaching import reach, to_form
from tests.pages.kiosk.screens import Screen
from tests.pages.kiosk.test_licences import ID, LIN, NUMBER, agree
from tests.services.licences import CHECKED_AT, FakeLibrary


@pytest.fixture
def library():
    return FakeLibrary(LIN)


class FakeReader:
    """A reader that knows who stands there, that finds nobody, or that is out of order."""

    methods = tuple(IdentityMethod)

    def __init__(self, outcome):
        self.outcome = outcome
        self.asked = []

    def read(self, method=IdentityMethod.CARD):
        self.asked.append(method)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return Identity(self.outcome, "林秋月", method, CHECKED_AT)

    def show_code(self):
        return IdentityCode("reference", "https://example.com/code")

    def read_code(self, code):
        self.asked.append(code.reference)
        return self.read(IdentityMethod.CODE) if len(self.asked) > 1 else None


def offered_with(reader, shipped, library, method="card"):
    kiosk, answers = (
        FakeKiosk(shipped, library, identity=reader),
        shipped.themes["T02"].typical_answers,
    )
    screen = Screen(kiosk.service)
    reach(kiosk, screen, "offered", partial(to_form, screen, answers))
    screen.press(f"{method}.{NUMBER}")
    return screen


def test_the_number_is_taken_from_the_card(shipped, library):
    screen = offered_with(FakeReader(ID), shipped, library)

    assert screen.app.text_input(key=f"holder.{NUMBER}").value == ID
    assert screen.alerts == []


def test_the_number_is_taken_from_the_face(shipped, library):
    reader = FakeReader(ID)
    screen = offered_with(reader, shipped, library, "face")

    assert screen.app.text_input(key=f"holder.{NUMBER}").value == ID
    assert reader.asked == [IdentityMethod.FACE]


def test_a_code_is_shown_until_the_phone_has_confirmed(shipped, library):
    screen = offered_with(FakeReader(ID), shipped, library, "code")
    assert "在等手机确认" in screen.html
    assert screen.app.text_input(key=f"holder.{NUMBER}").value == ""

    screen.app.run()

    assert screen.visit.cursor.over is None
    assert screen.app.text_input(key=f"holder.{NUMBER}").value == ID
    assert "在等手机确认" not in screen.html


def test_a_code_that_nobody_confirms_leaves_the_number_to_be_typed(shipped, library):
    reader = FakeReader(NoIdentityError())
    screen = offered_with(reader, shipped, library, "code")
    screen.app.run()

    assert screen.visit.cursor.over is None
    assert len(screen.alerts) == 1


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (NoIdentityError(), "身份证"),
        (ReaderUnreachableError(reason="timeout"), "读卡器现在用不上"),
    ],
)
def test_without_a_card_or_a_reader_the_number_is_typed(shipped, library, outcome, expected):
    screen = offered_with(FakeReader(outcome), shipped, library)

    assert expected in screen.alerts[0]
    assert "电子证照库" not in screen.alerts[0]
    agree(screen)
    assert library.asked[0].holder_number == ID


def test_who_stands_there_is_known_by_name_before_the_form(shipped, library):
    screen = Screen(FakeKiosk(shipped, library, identity=FakeReader(ID)).service)
    screen.choose("T02")
    screen.answer_all(shipped.themes["T02"].typical_answers)
    screen.press("main")
    screen.agree()

    screen.press(f"card.{NUMBER}")
    assert screen.app.text_input(key="named.per.name@principal").value == "林秋月"
    screen.press("main")

    assert "林秋月（您）" in screen.html
    assert "4412…0028" in screen.html
    assert ID not in screen.html
    screen.go_on()
    assert screen.app.text_input(key=f"holder.{NUMBER}").value == ID
