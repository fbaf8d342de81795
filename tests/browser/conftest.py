import pytest
from playwright.sync_api import sync_playwright

from core.catalogue.packages import read_package
from tests.browser.driving import ARGUMENTS, CHROMIUM
from tests.browser.serving import served
from tests.conftest import SHIPPED


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
def shipped():
    """The catalogue that the apps offer, whatever else is at hand."""
    return read_package(SHIPPED).catalogue


@pytest.fixture(scope="session")
def kiosk_url(tmp_path_factory):
    with served("kiosk_app.py", tmp_path_factory.mktemp("kiosk")) as url:
        yield url
