"""Law 14 in a real browser and a real process: however a visit ends, nothing of it stays.

Not in the browser's profile, cookies or address, not in the log, a temporary file or the
database. What was typed is looked for in every file that either of them wrote.
"""

import os
import signal
from urllib.parse import quote

import pytest

from core.catalogue.packages import read_package
from tests.browser.driving import ARGUMENTS, CHROMIUM, PORTRAIT, KioskDriver
from tests.browser.kept import go_on_with
from tests.browser.looking import violations
from tests.browser.serving import free_port, process_served
from tests.conftest import SHIPPED
from tests.databases import filled_database
from tests.fakes import FakeKiosk
from tests.filling import values_for

pytestmark = pytest.mark.browser

NAME, NUMBER = "欧阳秋悦明", "441202198803160028"
THEME = "T02"
IDLE_SECONDS = 14
_PATIENCE = 3_000 * IDLE_SECONDS
_ADDRESS = "() => location.href + document.title + document.cookie"


@pytest.fixture(scope="module")
def person():
    """The answers of a typical hairdresser, and a form that nobody else would fill in so."""
    shipped = read_package(SHIPPED).catalogue
    answers = shipped.themes[THEME].typical_answers
    form = FakeKiosk(shipped).service.filling.form(THEME, 1, answers)
    values = values_for(form, shipped)
    marked = {
        place: NUMBER if place.startswith("per.id_no@principal") else NAME
        for place in values
        if place.startswith(("per.name@principal", "per.id_no@principal", "org.name@"))
    }
    return answers, form, {**values, **marked}


@pytest.fixture
def place(tmp_path):
    """A house and a browser, with a folder each for everything that they write."""
    for name in ("data", "temporary", "profile"):
        (tmp_path / name).mkdir()
    filled_database("sqlite", tmp_path / "data")
    return tmp_path


def finish(kiosk, process):
    kiosk.press("exit")
    kiosk.press("wipe")
    assert kiosk.page.locator(".hero").count() == 1


def walk_away(kiosk, process):
    kiosk.page.locator(".hero").wait_for(timeout=_PATIENCE)


def lose_the_network(kiosk, process):
    kiosk.page.context.set_offline(True)
    kiosk.page.evaluate("() => { window.doneOnceIdle.tell = () => {}; }")
    kiosk.page.locator("[data-idle=status]").wait_for(state="visible", timeout=_PATIENCE)


def lose_the_power(kiosk, process):
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


ENDINGS = (finish, walk_away, lose_the_network, lose_the_power)


def test_nothing_of_a_visit_stays_however_it_ends(playwright, place, person):
    settings = {"TMPDIR": str(place / "temporary"), "DONE_ONCE_IDLE_SECONDS": str(IDLE_SECONDS)}
    with process_served("kiosk_app.py", place / "data", more=settings) as (address, process):
        context = playwright.chromium.launch_persistent_context(
            place / "profile",
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            viewport=PORTRAIT,
            has_touch=True,
            locale="zh-CN",
        )
        context.set_default_timeout(20_000)
        for end in ENDINGS:
            kiosk = KioskDriver(context.new_page(), address)
            fill_in(kiosk, place / "data", *person)
            assert NAME in kiosk.page.content()

            end(kiosk, process)

            assert NAME not in kiosk.page.evaluate(_ADDRESS)
            assert found_in(place / "data") == found_in(place / "temporary") == [], end
            context.set_offline(False)
            kiosk.page.close()
        context.close()
    assert found_in(place) == []


def test_after_a_restart_the_page_that_is_open_goes_on_and_every_other_begins_anew(
    chromium, place, person
):
    answers, _, _ = person
    port = free_port()
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(60_000)
    with process_served("kiosk_app.py", place / "data", port=port) as (address, process):
        kiosk = KioskDriver(context.new_page(), address)
        kiosk.choose_theme(THEME)
        question = kiosk.question()
        kiosk.answer(question, answers[question])
        second = kiosk.question()
        other = KioskDriver(context.new_page(), address)
        assert other.page.locator(".hero").count() == 1
        assert kiosk.page.locator("[class*=st-key-change-]").count() == 1
        lose_the_power(kiosk, process)
        kiosk.page.locator("[data-glass=cutoff]").wait_for()

    with process_served("kiosk_app.py", place / "data", port=port) as (_, process):
        kiosk.page.get_by_role("heading", name="您填的还在").wait_for()
        assert not kiosk.page.locator("[data-glass=cutoff]").is_visible()
        kiosk.settle()
        assert violations(kiosk.page) == []
        kiosk.go_on()
        assert kiosk.question() == second
        assert kiosk.page.locator("[class*=st-key-change-]").count() == 1
        other.page.locator(".hero").wait_for()
        lose_the_power(kiosk, process)

    with process_served("kiosk_app.py", place / "data", port=port):
        kiosk.page.get_by_role("heading", name="您填的还在").wait_for()
        kiosk.settle()
        kiosk.press("other")
        kiosk.page.locator(".hero").wait_for()
        kiosk.page.reload()
        kiosk.page.locator(".hero").wait_for()
        kiosk.settle()
        kiosk.choose_theme(THEME)
        assert kiosk.question() == question
    context.close()


def fill_in(kiosk, data, answers, form, values):
    """Type what is looked for into the first page of the form, turn it, and look back at it."""
    typed = {place: value for place, value in values.items() if value in (NAME, NUMBER)}
    others = {place: value for place, value in values.items() if place not in typed}
    go_on_with(kiosk, data, THEME, answers, values=others)
    kiosk.fill_page(form, typed)
    kiosk.go_on()
    kiosk.go_back()


def found_in(folder):
    """Return every file in which something of the person is, in whatever way it is written."""
    wanted = [written for word in (NAME, NUMBER) for written in _written(word)]
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(word in file.read_bytes() for word in wanted)
    ]


def _written(word):
    escaped = word.encode("unicode_escape")
    return {word.encode(), word.encode("utf-16-le"), escaped, quote(word).encode()}


def test_the_search_finds_what_is_there(tmp_path):
    for number, written in enumerate(sorted(_written(NAME))):
        (tmp_path / str(number)).write_bytes(b"xx" + written + b"xx")

    assert len(found_in(tmp_path)) == len(_written(NAME))
