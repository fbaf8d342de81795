"""Kiosk, desks and trainer's page of training rooms, each as somebody sees it."""

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from building.practice import shipped_scenarios
from core.services.acting import StaffContext
from core.services.trainers import KeepRooms, RecordWalks, play_scenario, read_scenario
from core.staff.models import Role
from tests.conftest import ROOT
from tests.pages.designer.screens import Screen
from tests.rooms import rooms_in
from tests.services.test_permissions import set_roles
from tests.staffing import open_office

HAIRDRESSER = read_scenario(ROOT / "assets" / "scenarios" / "training" / "T02-1.yaml")
DESKS, WELCOME = "请坐到一张桌前", "您今天想办成什么事？"


def _kiosk(enter):
    from pages.kiosk.room import show_room  # noqa: PLC0415 -- AppTest ships source
    from pages.shared.rooms import room_asked  # noqa: PLC0415 -- as above

    show_room(room_asked(), enter, idle_seconds=0, address="")


def _desks(enter):
    from pages.designer.desks import show_room  # noqa: PLC0415 -- AppTest ships source
    from pages.shared.rooms import room_asked  # noqa: PLC0415 -- as above

    show_room(room_asked(), enter)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    return rooms_in(tmp_path_factory.mktemp("rooms"))


@pytest.fixture
def code(rooms):
    code = rooms.open().code
    yield code
    if code in rooms.codes():
        rooms.close(code)


def seen(script, rooms, code):
    app = AppTest.from_function(script, args=(rooms.enter,), default_timeout=60)
    app.query_params["room"] = code
    return app.run()


def html(app):
    assert not app.exception
    return "".join(element.proto.body for element in app.get("html"))


def test_every_page_of_a_rooms_kiosk_says_that_it_is_training(rooms, code):
    app = seen(_kiosk, rooms, code.lower())

    assert f"培训演示 · 房间 {code} · 不是真实办件" in html(app)
    assert WELCOME in html(app)
    app.button(key="exit").click().run()
    assert f"房间 {code}" in html(app)


def test_whoever_loses_the_room_from_the_address_stays_in_it(rooms, code):
    app = seen(_kiosk, rooms, code)

    del app.query_params["room"]
    app.button(key="exit").click().run()

    assert f"房间 {code}" in html(app)
    assert app.query_params["room"] == code


@pytest.mark.parametrize("script", [_kiosk, _desks])
@pytest.mark.parametrize("typed", ["XXXX", "../../etc", "<b>"])
def test_an_unknown_room_is_told_in_a_sentence(rooms, script, typed):
    page = html(seen(script, rooms, typed))

    assert "没有培训房间" in page
    assert "<b>" not in re.sub(r"<style>.*?</style>", "", page)
    assert WELCOME not in page
    assert DESKS not in page


@pytest.mark.parametrize(("script", "first"), [(_kiosk, WELCOME), (_desks, DESKS)])
def test_whoever_was_in_a_room_that_began_anew_is_told_and_starts_over(rooms, code, script, first):
    app = seen(script, rooms, code)
    if script is _desks:
        app.button(key="desk_training-window").click().run()
    rooms.reset(code)

    app.run()
    assert "培训老师重新开始了房间" in html(app)
    assert first not in html(app)

    app.button(key="room_go_on").click().run()
    assert first in html(app)
    assert f"房间 {code}" in html(app)


def test_one_sits_down_at_a_desk_and_gets_up_again(rooms, code):
    app = seen(_desks, rooms, code)

    app.button(key="desk_training-window").click().run()
    assert "综合窗口人员（演示）" in html(app)
    assert DESKS not in html(app)

    app.button(key="log_out").click().run()
    assert DESKS in html(app)


def test_a_spoilt_room_is_told(rooms, code):
    (rooms.place(rooms.state(code)) / "room.json").write_text("{")

    assert "真实办件不受影响" in html(seen(_kiosk, rooms, code))


@pytest.fixture
def trainer(rooms, tmp_path):
    """A trainer in front of the rooms."""
    office = open_office(tmp_path)
    set_roles(office, "policy", [Role.TRAINER])
    context = StaffContext(office.transaction, office.clock)
    keeping = KeepRooms(context, rooms, kiosk_address="8501")
    recording = RecordWalks(context, rooms, read=shipped_scenarios)
    screen = Screen(replace(office, training_rooms=keeping, recording=recording))
    screen.log_in("policy")
    screen.visit("rooms")
    return screen


def test_a_trainer_opens_a_room_begins_it_anew_and_closes_it(rooms, trainer):
    before = set(rooms.codes())

    trainer.press("open_room")
    (code,) = set(rooms.codes()) - before
    generation = rooms.state(code).generation
    assert f'<b translate="no">{code}</b>' in trainer.html
    assert f":8501/?room={code}" in trainer.html

    trainer.press(f"reset_{code}")
    assert rooms.state(code).generation == generation
    trainer.press(f"yes_{code}")
    assert rooms.state(code).generation != generation

    trainer.press(f"close_{code}")
    trainer.press(f"no_{code}")
    trainer.press(f"close_{code}")
    trainer.press(f"yes_{code}")
    assert code not in rooms.codes()
    assert f'<b translate="no">{code}</b>' not in trainer.html


def test_a_trainer_jumps_to_what_is_due_and_sees_what_the_worker_did(rooms, code, trainer):
    room = rooms.enter(code)
    play_scenario(HAIRDRESSER, room.kiosk, submission_key="handed in")

    trainer.look_again()
    for _ in range(8):
        if "视为受理" in trainer.html:
            break
        trainer.press(f"due_{code}")

    assert "逾期没有告知，视为受理" in trainer.html
    assert "T" in re.search(r"<td>(T\d{5}-[A-Z0-9-]+)</td>", trainer.html)[1]
    assert rooms.state(code).ahead.days >= 5


def test_a_trainer_saves_a_case_of_a_room_as_a_scenario_and_goes_on_writing_it(
    rooms, code, trainer
):
    trainer.look_again()
    assert not [it for it in trainer.app.toggle if it.key == f"walks_{code}"]
    play_scenario(HAIRDRESSER, rooms.enter(code).kiosk, submission_key="walked")
    trainer.look_again()
    assert not trainer.has(f"walksave_{code}")

    trainer.app.toggle(key=f"walks_{code}").set_value(True).run()
    (listed,) = trainer.app.radio(key=f"walk_{code}").options
    assert "开办理发店" in listed
    assert "已收件 · 0/2 个事项有了结果" in trainer.app.radio(key=f"walk_{code}").proto.captions
    trainer.press(f"walksave_{code}")

    assert f"已经存成情景 T02-{code}《开办理发店（在房间 {code} 走过的）》" in trainer.html
    assert "和主题对得上" in trainer.html
    trainer.press(f"walksave_{code}")
    trainer.visit("writing")
    assert f"code: T02-{code}-2\n" in trainer.app.text_area(key="text_2").value


def test_the_notes_of_a_presentation_speak_the_language_of_their_address(rooms, code):
    rooms.enter(code).presenting.begin("T02-1", run="in-a-room", key="key")
    app = AppTest.from_function(_kiosk, args=(rooms.enter,), default_timeout=60)
    for name, value in {"room": code, "present": "key", "notes": "1", "lang": "en"}.items():
        app.query_params[name] = value

    words = html(app.run())

    assert re.search(r"step 1 of \d\d", words)
    assert "Keys: → next" in words
