import pytest
from playwright.sync_api import sync_playwright

from core.catalogue.packages import read_package
from tests.browser.driving import ARGUMENTS, CHROMIUM
from tests.browser.serving import served
from tests.conftest import SHIPPED
from tests.databases import filled_database


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
def kiosk_folder(tmp_path_factory):
    """Where the kiosk that the tests share has its data."""
    folder = tmp_path_factory.mktemp("kiosk")
    filled_database("sqlite", folder)  # proving every theme takes longer than copying it
    return folder


@pytest.fixture(scope="session")
def kiosk_url(kiosk_folder):
    with served("kiosk_app.py", kiosk_folder) as url:
        yield url
