import pytest
from playwright.sync_api import sync_playwright

from tests.browser.driving import ARGUMENTS, CHROMIUM
from tests.browser.serving import served


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def kiosk_url(tmp_path_factory):
    with served("kiosk_app.py", tmp_path_factory.mktemp("kiosk")) as url:
        yield url
