import pytest
from playwright.sync_api import sync_playwright

from core.catalogue.packages import read_package
from tests.browser.driving import ARGUMENTS, CHROMIUM, PORTRAIT
from tests.browser.serving import served
from tests.conftest import SHIPPED
from tests.databases import filled_database
from tests.staffing import open_office


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


@pytest.fixture(scope="session")
def hall_browser(chromium):
    """One browser for many visits, as in a hall: it fetches and compiles the program once."""
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def kiosk_page(hall_browser):
    """A page that nobody has been on."""
    page = hall_browser.new_page()
    yield page
    page.close()
    hall_browser.clear_cookies()


@pytest.fixture(scope="session")
def office_folder(tmp_path_factory):
    """Where the staffed office that the tests share has its data."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="session")
def office(office_folder):
    return open_office(office_folder)


@pytest.fixture(scope="session")
def designer_url(office, office_folder):
    with served("designer_app.py", office_folder, letters=15) as url:
        yield url


@pytest.fixture(scope="session")
def office_kiosk_url(office, office_folder):
    """The kiosk of that office."""
    with served("kiosk_app.py", office_folder) as url:
        yield url
