"""The whole way once: the scenario's person in a real kiosk, policy staff in a real designer."""

import pytest

from core.cases.history import broken_at
from core.training.scenarios import read_scenario
from tests.browser.designing import DESK, DesignerDriver
from tests.browser.driving import DAY, KioskDriver, plain, said_by
from tests.browser.serving import ROOT
from tests.fakes import FakeKiosk

pytestmark = pytest.mark.browser


@pytest.fixture
def kiosk(kiosk_page, office_kiosk_url):
    return KioskDriver(kiosk_page, office_kiosk_url)


_LONG = pytest.mark.walk


@pytest.fixture(params=["S02", *(pytest.param(name, marks=_LONG) for name in ("S01", "S03"))])
def person(request):
    return read_scenario(ROOT / "assets" / "scenarios" / f"{request.param}.yaml")


def test_everybody_comes_by_touch_from_welcome_to_a_receipt_in_the_database(
    kiosk, office, person, shipped
):
    answers = plain(person.answers)
    service = FakeKiosk(shipped).service
    form = service.filling.form(person.theme, 1, answers)
    kiosk.choose_theme(person.theme)
    kiosk.answer_all(answers)
    kiosk.go_on()
    kiosk.fill_form(form, plain(person.values))
    kiosk.give_papers(form, person.papers)
    number = kiosk.hand_in()
    said = kiosk.print_paper()

    with office.transaction() as stores:
        case = stores.cases.get(number)
    assert number in said
    assert all(words in said for words in person.expected.receipt_says)
    assert case.matters == person.expected.matters
    assert case.application.answers.items() <= answers.items()  # only what made a difference
    given = case.application.values
    follows = service.filling.explain(person.theme, 1, case.application.answers, given).certain
    # A question that decides nothing is not asked: then its field is.
    said = said_by(case.application.answers, shipped)
    typed = person.values.keys() - said - follows.keys() - {DAY}
    assert given.keys() - {DAY} == typed
    assert len(case.application.uploads) == list(person.papers.values()).count("upload")
    assert broken_at(case.history) is None


def test_a_theme_published_in_the_designer_is_offered_in_the_kiosk_at_once(
    chromium, office, kiosk, designer_url
):
    context = chromium.new_context(viewport=DESK, has_touch=True, locale="zh-CN")
    designer = DesignerDriver(context.new_page(), designer_url)
    designer.log_in()
    designer.start_theme("开一家花店")
    code = designer.page.url.rpartition("=")[2]
    for matter in ("SCJG-01", "CG-01", "SW-01"):
        designer.drag(matter)
    designer.put_right(code)
    designer.press("发布新版本")
    designer.press("确认发布")
    context.close()

    kiosk.page.reload()
    kiosk.page.locator("h1").wait_for()
    kiosk.settle()

    assert "开一家花店" in kiosk.at(f"theme.{code}").inner_text()
