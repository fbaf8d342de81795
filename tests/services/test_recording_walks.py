"""A case that was walked in a training room becomes a scenario of the trainers' own."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from adapters.handout_writing import FileHandoutWriter
from adapters.printing import PaperPrinter
from building.practice import hall_over, shipped_scenarios
from core.errors import CaseNotFoundError, NotPermittedError, UnknownRoomError
from core.services.acting import StaffContext
from core.services.trainers import RecordWalks, TrainWithScenarios
from core.training.kept_scenarios import ScenarioOrigin
from db.engine import open_engine
from tests.databases import filled_database
from tests.keys import KEYS
from tests.rooms import rooms_in
from tests.seating import POLICY, TRAINER, let_in
from tests.services.conftest import staffed


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    return rooms_in(tmp_path_factory.mktemp("rooms"))


@pytest.fixture(scope="module")
def walked(rooms):
    """A room in which the hairdresser went from the first question to the licences."""
    code = rooms.open().code
    presenting = rooms.enter(code).presenting
    presenting.begin("T02-1", run="walked", key="key")
    shown = presenting.shown()
    end = presenting.jump(len(shown.script) - 1, shown.position.revision)
    return code, presenting.case(end).number


@pytest.fixture(scope="module")
def office(kind, rooms, tmp_path_factory):
    folder = tmp_path_factory.mktemp("recording")

    @contextmanager
    def open_hall():
        engine = open_engine(filled_database("sqlite", folder / "hall"), keyring=KEYS)
        yield hall_over(engine, folder / "files", KEYS)
        engine.dispose()

    with staffed(kind, folder) as office:
        context = StaffContext(office.transaction, office.clock)
        yield replace(
            office,
            recording=RecordWalks(context, rooms, read=shipped_scenarios),
            training=TrainWithScenarios(
                context,
                read=shipped_scenarios,
                open_hall=open_hall,
                writer=FileHandoutWriter(PaperPrinter()),
            ),
        )


@pytest.fixture
def trainer(office):
    return let_in(office.transaction, TRAINER)


def test_a_walk_is_saved_listed_and_played_again_without_a_difference(office, trainer, walked):
    room, number = walked
    (listed,) = office.recording.walked(trainer, room.lower())

    saved = office.recording.record(trainer, room.lower(), listed.number, title=" 走过的理发店 ")

    assert (listed.number, listed.theme_name) == (number, "开办理发店")
    assert (str(listed.status), listed.decided, listed.matters) == ("concluded", 2, 2)
    assert (saved.findings, saved.left_out) == ((), ())
    kept = saved.kept
    assert (kept.code, kept.title, kept.revision) == (f"T02-{room}", "走过的理发店", 1)
    assert (kept.origin, kept.author) == (ScenarioOrigin.RECORDED, TRAINER.username)
    assert "\n  principal: 林秋月\n" in kept.text
    assert kept in [it.kept for it in office.training.scenarios(trainer)]
    steps = office.training.played(trainer, kept.code)
    assert [step for step in steps if not step.same] == []
    assert len(steps) > 20


def test_the_same_walk_saved_again_has_a_code_of_its_own_and_a_title_proposed(
    office, trainer, walked
):
    room, number = walked

    first = office.recording.record(trainer, room, number).kept
    again = office.recording.record(trainer, room, number).kept

    assert again.code != first.code
    assert again.code.startswith(f"T02-{room}-")
    assert again.title == f"开办理发店 {number}"


def test_nobody_but_a_trainer_records_and_only_what_is_in_the_room(office, trainer, rooms, walked):
    room, number = walked
    empty = rooms.open().code
    policy = let_in(office.transaction, POLICY)

    assert office.recording.walked(trainer, empty) == ()
    with pytest.raises(CaseNotFoundError):
        office.recording.record(trainer, empty, number)
    with pytest.raises(UnknownRoomError):
        office.recording.walked(trainer, "XXXX")
    with pytest.raises(NotPermittedError):
        office.recording.walked(policy, room)
    with pytest.raises(NotPermittedError):
        office.recording.record(policy, room, number)


def test_nothing_is_recorded_from_within_a_room(office, trainer):
    within = RecordWalks(StaffContext(office.transaction, office.clock), None, read=tuple)

    with pytest.raises(UnknownRoomError):
        within.walked(trainer, "K7MQ")
