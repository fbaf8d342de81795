"""Law 14 in a process that serves: whoever leaves, is idle or is cut off is nowhere in memory.

The kiosk runs as it does in a hall. A client speaks to it as a browser does, fetches everything
that it was ever told an address of, and a window shows what the process holds.
"""

import time
from types import SimpleNamespace
from urllib.error import HTTPError
from uuid import uuid4

import pytest

from core.catalogue.packages import read_package
from core.visits.steps import VisitStep
from tests.browser.serving import process_served
from tests.conftest import SHIPPED
from tests.databases import filled_database
from tests.fakes import FakeKiosk
from tests.filling import IDENTITY_NUMBER, values_for
from tests.forgetting.remote import RemoteApp, RemoteScreen, Window, fetched
from tests.papers import PDF

MARK = "欧阳忘"
"""Everybody here is called so; nobody else is."""
SAVER, MOVER = "T08", "T07"
CUT_OFF_SECONDS = 1
_PATIENCE = CUT_OFF_SECONDS + 15
PAPER = PDF + f"\n%{MARK}的平面图".encode()


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A kiosk with a window into its process."""
    folder = tmp_path_factory.mktemp("watched")
    filled_database("sqlite", folder)
    more = {
        "WATCHED_AT": str(folder / "window"),
        "DONE_ONCE_CUT_OFF_SECONDS": str(CUT_OFF_SECONDS),
        "DONE_ONCE_PUBLIC_URL": "https://hall.example",
    }
    with process_served("watched_kiosk.py", folder, more=more) as (address, _):
        yield SimpleNamespace(address=address, window=Window(more["WATCHED_AT"]))


@pytest.fixture
def begin(served, shipped):
    """Begin a visit in a browser of its own and walk to the form's end."""
    service = FakeKiosk(shipped).service

    def begun(theme, name):
        screen = RemoteScreen(RemoteApp(served.address, served.window), service)
        answers = shipped.themes[theme].typical_answers
        form = service.filling.form(theme, 1, answers)
        values = values_for(form, shipped)
        named = {
            place: [name] * len(value) if isinstance(value, list) else name
            for place, value in values.items()
            if place.startswith("per.name@")
        }
        screen.choose(theme)
        screen.answer_all(answers)
        screen.go_on()
        screen.fill_all(form, {**values, **named})
        return screen, form

    return begun


def finish_at_the_receipt(screen, form):
    """Hand in, have the receipt in every way there is, and go."""
    for number, _ in enumerate(form.materials):
        name = f"{MARK}{number}.pdf"
        screen.app.file_uploader[0].upload(name, PAPER, "application/pdf").run()
        screen.go_on()
    assert screen.app.window.uploads(screen.app.session) == 0, "what a page took is kept as well"
    screen.hand_in(f"{MARK}甲")
    assert screen.visit.cursor.step is VisitStep.RECEIPT
    screen.press("print")
    screen.press("main")


def be_idle(screen, form):
    """Have a picture that nobody took yet, and walk away."""
    screen.app.put(str(uuid4()), f"{MARK}.jpg", PAPER, "image/jpeg")
    screen.app.trigger("idle_guard", "idle")


def be_cut_off(screen, form):
    """Have a picture that nobody took yet, and lose the line without a word."""
    screen.app.put(str(uuid4()), f"{MARK}.jpg", PAPER, "image/jpeg")
    screen.app.cut()


def test_whoever_leaves_is_idle_or_is_cut_off_is_nowhere_in_memory(served, begin):
    visits = [
        (*begin(SAVER, f"{MARK}甲"), finish_at_the_receipt),
        (*begin(MOVER, f"{MARK}乙"), be_idle),
        (*begin(MOVER, f"{MARK}丙"), be_cut_off),
    ]
    assert served.window.held(MARK), "the window does not see what is there"

    for screen, form, end in visits:
        end(screen, form)

    assert all(
        screen.visit.cursor.step is VisitStep.WELCOME
        for screen, _, end in visits
        if end != be_cut_off
    )
    assert found_at_last(served.window) == []
    for screen, _, _ in visits:
        for address in screen.app.served:
            content = fetched(served.address + address)
            assert MARK.encode() not in content, address
            assert not content.startswith(b"%PDF"), address
    assert not [path for it, _, _ in visits for path in it.app.served if path.startswith("/media/")]
    with pytest.raises(HTTPError) as refused:
        be_cut_off(*visits[-1][:2])
    assert refused.value.code == 400


def test_a_receipt_goes_to_a_phone_by_no_address_but_its_own_and_once(served, begin, shipped):
    screen, _ = begin(MOVER, f"{MARK}丁")
    screen.hand_in(f"{MARK}丁")
    number = screen.visit.received.number
    token = screen.visit.received.token

    phone, other = (
        RemoteApp(served.address, served.window, query=f"receipt={token}", page="phone").run()
        for _ in range(2)
    )
    assert number not in text_of(phone)
    phone.text_input(key="last_four").set_value(IDENTITY_NUMBER[-4:])
    phone.button[0].click().run()
    assert number in text_of(phone)
    phone.button(key="download").click().run()
    other.text_input(key="last_four").set_value(IDENTITY_NUMBER[-4:])
    other.button[0].click().run()

    assert number not in text_of(other)
    assert "用过了" in text_of(other)
    assert phone.served == set()
    screen.press("main")


def text_of(app):
    return "".join(element.proto.body for element in app.get("html"))


def found_at_last(window):
    """Return what is still there after a while in which nobody comes."""
    until = time.monotonic() + _PATIENCE
    time.sleep(CUT_OFF_SECONDS + 2)
    while (found := window.held(MARK)) and time.monotonic() < until:
        time.sleep(1)
    return found
