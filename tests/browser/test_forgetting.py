"""Law 14 in Chromium: whoever walks away is forgotten, also when the network is gone."""

import pytest

from tests.browser.driving import PORTRAIT, KioskDriver
from tests.browser.serving import served
from tests.staffing import open_office

pytestmark = pytest.mark.browser

SECONDS = 12
_STORED = """() => JSON.stringify(
  [{...localStorage}, {...sessionStorage}, document.cookie, location.href])"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forgetting")
    open_office(folder)
    settings = {"DONE_ONCE_IDLE_SECONDS": str(SECONDS)}
    with served("kiosk_app.py", folder, more=settings) as address:
        yield address


@pytest.fixture
def kiosk(chromium, address):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    driver = KioskDriver(context.new_page(), address)
    driver.choose_theme("T03")
    yield driver
    context.close()


def layer(kiosk, role):
    return kiosk.page.locator(f"[data-idle={role}]")


def test_it_counts_down_and_a_touch_is_enough_to_stay(kiosk):
    layer(kiosk, "alertdialog").wait_for(state="visible")
    assert "秒后会清除" in layer(kiosk, "alertdialog").inner_text()

    kiosk.page.get_by_role("button", name="我还在，接着办").tap()

    layer(kiosk, "alertdialog").wait_for(state="hidden")
    assert kiosk.question() is not None


def test_whoever_walks_away_is_forgotten(kiosk):
    question = kiosk.question()
    kiosk.answer(question, "委托代理")

    kiosk.page.locator("[class*=st-key-theme-]").first.wait_for()
    layer(kiosk, "status").wait_for(state="hidden")

    assert "委托代理" not in kiosk.page.content()
    assert "委托代理" not in kiosk.page.evaluate(_STORED)
    kiosk.choose_theme("T03")
    assert kiosk.question() == question
    assert kiosk.page.locator("input:checked").count() == 0


def test_without_a_network_the_screen_is_covered_all_the_same(kiosk):
    kiosk.page.context.set_offline(True)
    # An open websocket may survive that; whatever the page says must not arrive.
    kiosk.page.evaluate("() => { window.doneOnceIdle.tell = () => {}; }")

    layer(kiosk, "status").wait_for(state="visible")

    covered = kiosk.page.evaluate(
        "() => document.elementFromPoint(innerWidth / 2, innerHeight / 3).dataset.idle"
    )
    assert covered == "status"
    kiosk.page.wait_for_function("() => !document.querySelector('[data-testid=stApp]')")
    kiosk.page.context.set_offline(False)
    kiosk.page.locator(".hero").wait_for()
