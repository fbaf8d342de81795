"""A licence is fetched with consent, shown locked, contested, and received with both values."""

import asyncio

import pytest

from adapters.stand_in import StandIn, read_knowledge
from core.training.scenarios import read_scenario
from tests.adapters.serving_stand_in import serving
from tests.browser.driving import DAY, PORTRAIT, KioskDriver, plain, said_by
from tests.browser.kept import go_on_with
from tests.browser.serving import ROOT, served
from tests.fakes import FakeKiosk
from tests.staffing import open_office

pytestmark = pytest.mark.browser

NUMBER, NAME, ADDRESS = "per.id_no@principal", "per.name@principal", "per.hukou_addr@principal"
BY_HAND = ("case.commit@commit:WJ-01", "case.sign@principal")
TOKEN = "a-token-for-tests-only-0123456789"
_THINKS_SECONDS = 0.5
_BETWEEN_TAPS_MILLISECONDS = 150
"""How soon an impatient person touches again, while the library still thinks: this very double
touch is what is tested, so here a fixed time is waited and not for something to happen."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hall")


@pytest.fixture(scope="module")
def office(folder):
    return open_office(folder)


@pytest.fixture
def asked():
    """What the library was asked, by address."""
    return []


@pytest.fixture
def library(asked):
    inner = StandIn(read_knowledge(), TOKEN).app()

    async def counting(scope, receive, send):
        asked.append(scope["path"])
        await asyncio.sleep(_THINKS_SECONDS)
        await inner(scope, receive, send)

    with serving(counting) as address:
        yield {
            "DONE_ONCE_LICENCE_LIBRARY_URL": address,
            "DONE_ONCE_LICENCE_LIBRARY_TOKEN": TOKEN,
        }


@pytest.fixture
def kiosk(chromium, office, folder, library):
    with served("kiosk_app.py", folder, more=library) as address:
        context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
        context.set_default_timeout(20_000)
        yield KioskDriver(context.new_page(), address)
        context.close()


def tap_twice(kiosk):
    """Touch the main button as an impatient person does."""
    box = kiosk.at("main").locator("button").bounding_box()
    for _ in range(2):
        kiosk.page.touchscreen.tap(box["x"] + 60, box["y"] + 50)
        kiosk.page.wait_for_timeout(_BETWEEN_TAPS_MILLISECONDS)
    kiosk.page.locator(".entries").wait_for()
    kiosk.settle()


def test_a_hairdresser_lets_the_card_be_fetched_and_contests_one_line_of_it(
    kiosk, office, folder, shipped, asked
):
    person = read_scenario(ROOT / "assets" / "scenarios" / "S02.yaml")
    answers = plain(person.answers)
    service = FakeKiosk(shipped).service
    form = service.filling.form(person.theme, 1, answers)
    go_on_with(kiosk, folder, person.theme, answers, step="guide")
    kiosk.go_on()

    kiosk.press("demo_person")
    assert kiosk.at(f"holder.{NUMBER}").locator("input").input_value() == person.values[NUMBER]
    kiosk.page.locator("[data-testid=stForm] [data-testid=stCheckbox] label").first.tap()
    tap_twice(kiosk)
    assert len(asked) == 1
    assert kiosk.page.locator("[role=alert]").all_inner_texts() == []
    assert "林秋月" in kiosk.at("known_box").inner_text()
    kiosk.press(f"contest.{NAME}")
    kiosk.at(f"field.{NAME}.contested").locator("input").fill("林秋悦")

    by_hand = {place: person.values[place] for place in BY_HAND}
    kiosk.fill_form(form, by_hand)
    kiosk.give_papers(form, person.papers)
    number = kiosk.hand_in()

    with office.transaction() as stores:
        application = stores.cases.get(number).application
    assert application.values[NAME] == "林秋悦"
    assert application.fetched[NAME].value == "林秋月"
    assert application.contested == (NAME,)
    assert application.values[ADDRESS] == application.fetched[ADDRESS].value
    follows = service.filling.explain(person.theme, 1, answers, application.values).certain
    typed = person.values.keys() - said_by(answers, shipped) - follows.keys() - {DAY}
    assert application.values.keys() - {DAY} == typed
    assert {signature.way for signature in application.signatures} == {"drawn"}
