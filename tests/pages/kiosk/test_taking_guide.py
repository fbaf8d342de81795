"""Before the form the guide is taken along, with a number to go on with another day."""

from base64 import b64decode
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from adapters.printing import PaperPrinter
from core.errors import LinkExpiredError
from core.visits.steps import VisitStep
from tests.fakes import PAGE, PDF, FakeKiosk
from tests.keys import SEALER
from tests.pages.handed import handed_over, printed
from tests.pages.kiosk.reaching import reach
from tests.pages.kiosk.screens import Screen

THEME = "T02"


@pytest.fixture
def kiosk(shipped):
    return FakeKiosk(shipped, sealer=SEALER)


@pytest.fixture
def at_guide(kiosk, screen, answers):
    """The visit at the guide."""
    reach(kiosk, screen, "guide", partial(_to_guide, screen, answers))
    assert screen.visit.cursor.step is VisitStep.GUIDE
    return screen


def _to_guide(screen, answers):
    screen.choose(THEME)
    screen.answer_all(answers)


def keys_of(screen):
    return {button.key for button in screen.app.button}


def _script(service):
    from pages.kiosk.phone import page as phone  # noqa: PLC0415 -- AppTest ships source, not closures

    phone.page(service)


def on_phone(service, token, *, under="guide"):
    app = AppTest.from_function(_script, args=(service,), default_timeout=60)
    app.query_params[under] = token
    return app.run()


def words_on(app):
    return "".join(element.proto.body for element in app.get("html"))


def test_nothing_is_kept_before_somebody_takes_the_guide(at_guide, kiosk):
    assert kiosk.visits.visits == {}
    assert at_guide.visit.taken.code is None


def test_the_printed_guide_bears_a_number_that_goes_on_from_here(at_guide, kiosk, answers):
    at_guide.press("print")

    assert printed(at_guide.app) == [PAGE]
    paper = kiosk.printer.printed[-1]
    assert paper.number in at_guide.html
    assert paper.code in at_guide.html
    again = Screen(kiosk.service)
    again.press("resume")
    again.app.text_input(key="slip_number").set_value(paper.number)
    again.app.text_input(key="slip_code").set_value(paper.code)
    again.go_on()
    assert again.visit.cursor.step is VisitStep.GUIDE
    assert again.visit.draft.answers.items() <= answers.items()


def test_the_guide_says_days_what_to_bring_and_where_the_rest_comes_from(at_guide, kiosk):
    at_guide.press("print")

    text = PaperPrinter().html_of(kiosk.printer.printed[-1])
    for words in (
        "开办理发店",
        "如果 2026 年 11 月 24 日（星期二）受理，2026 年 11 月 26 日（星期四）以前全部办完",
        "请您准备 3 样",
        "来办的时候带上",
        "没有也能先办，以后补",
        "这些不用您带",
        "系统直接查电子证照",
        "在任何一台自助机上按“接着上次办”",
    ):
        assert words in text


def test_a_phone_reads_the_guide_and_its_number_and_never_the_six_digits(at_guide, kiosk):
    at_guide.press("take_phone")
    token, kept = at_guide.visit.taken.token, at_guide.visit.taken.code
    assert "办事指南的二维码" in at_guide.html

    phone = on_phone(kiosk.service, token)

    assert kept.number in words_on(phone)
    assert kept.code not in words_on(phone)
    assert "请您准备 3 样" in words_on(phone)
    phone.button(key="download").click().run()
    assert b64decode(handed_over(phone)[0]["content"]) == PDF
    assert kiosk.printer.printed[-1].code == ""


def test_a_link_to_a_guide_opens_nothing_else_and_takes_nothing(at_guide, kiosk):
    at_guide.press("take_phone")
    token = at_guide.visit.taken.token

    with pytest.raises(LinkExpiredError):
        kiosk.service.phone.files.give(token, name="a.pdf", content=b"%PDF-")
    with pytest.raises(LinkExpiredError):
        kiosk.service.phone.signatures.read(token)
    assert 'role="alert"' in words_on(on_phone(kiosk.service, token, under="token"))
    assert 'role="alert"' in words_on(on_phone(kiosk.service, "x" * 40))


def test_leaving_for_today_is_offered_with_the_number_that_was_given(at_guide):
    at_guide.press("print")
    given = at_guide.visit.taken.code

    at_guide.press("leave_today")

    assert at_guide.visit.is_left
    assert at_guide.resume_code == given


def test_another_state_gets_another_number(at_guide, kiosk):
    at_guide.press("print")
    given = at_guide.visit.taken.code
    at_guide.visit.fill("org.name@subject", "甲店")

    at_guide.press("leave_today")

    assert at_guide.resume_code.number != given.number


def test_without_an_address_that_phones_reach_only_paper_is_offered(at_guide):
    at_guide.app.args = (at_guide.service, "http://127.0.0.1:8501")
    at_guide.app.run()

    assert {"print", "leave_today"} <= keys_of(at_guide)
    assert "take_phone" not in keys_of(at_guide)


def test_where_no_visit_is_kept_the_guide_is_printed_without_a_number(shipped, answers):
    kiosk = FakeKiosk(shipped)
    screen = Screen(kiosk.service)
    screen.choose(THEME)
    screen.answer_all(answers)
    assert "leave_today" not in keys_of(screen)

    screen.press("print")

    assert kiosk.printer.printed[-1].number == ""


def test_a_change_is_the_first_line_of_the_guide_when_it_reopens(at_guide):
    at_guide.visit.materials_shown = {"mat.id_card@principal": "身份证"}
    at_guide.app.run()

    assert at_guide.html.index("刚才说 1 样") < at_guide.html.index("您要办 2 件事")
