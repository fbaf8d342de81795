"""A licence is fetched with consent, shown locked, contested, and received with both values."""

import pytest

from core.training.scenarios import read_scenario
from tests.browser.driving import PORTRAIT, KioskDriver
from tests.browser.serving import ROOT, library_served, served
from tests.fakes import FakeKiosk
from tests.staffing import open_office

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NUMBER, NAME, ADDRESS = "per.id_no@principal", "per.name@principal", "per.hukou_addr@principal"
FETCHED = {NAME, ADDRESS, "per.sex@principal", "per.ethnic@principal", "per.birth_date@principal"}
PAPER = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 plan"}


def plain(values):
    return {key: list(v) if isinstance(v, tuple) else v for key, v in values.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hall")


@pytest.fixture(scope="module")
def office(folder):
    return open_office(folder)


@pytest.fixture
def kiosk(chromium, office, folder):
    with library_served() as library, served("kiosk_app.py", folder, more=library) as address:
        context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
        context.set_default_timeout(20_000)
        yield KioskDriver(context.new_page(), address)
        context.close()


def test_a_hairdresser_lets_the_card_be_fetched_and_contests_one_line_of_it(
    kiosk, office, catalogue
):
    person = read_scenario(ROOT / "assets" / "scenarios" / "S02.yaml")
    answers = plain(person.answers)
    form = FakeKiosk(catalogue).service.form(person.theme, 1, answers)
    kiosk.choose_theme(person.theme)
    kiosk.answer_all(answers)
    kiosk.go_on()

    kiosk.at(f"holder.{NUMBER}").locator("input").fill(str(person.values[NUMBER]))
    kiosk.page.locator("[data-testid=stForm] [data-testid=stCheckbox] label").first.tap()
    kiosk.go_on()
    assert "林秋月" in kiosk.page.locator(".known").inner_text()
    kiosk.press(f"contest.{NAME}")
    kiosk.at(f"field.{NAME}.contested").locator("input").fill("林秋悦")

    rest = {key: value for key, value in plain(person.values).items() if key not in FETCHED}
    for number in range(len(form.pages)):
        kiosk.fill_page(form, number, rest)
        kiosk.go_on()
        assert kiosk.page.locator("[role=alert]").all_inner_texts() == []
    for paper in form.papers:
        way = person.papers[paper.code]
        if way == "upload":
            kiosk.give_file(PAPER)
        else:
            kiosk.press(f"way.{way}")
        kiosk.go_on()
    kiosk.go_on()
    kiosk.page.locator(".paper").wait_for()
    number = kiosk.page.locator(".caseno").inner_text()

    with office.transaction() as stores:
        application = stores.cases.get(number).application
    assert application.values[NAME] == "林秋悦"
    assert application.fetched[NAME].value == "林秋月"
    assert application.contested == (NAME,)
    assert application.values[ADDRESS] == application.fetched[ADDRESS].value
