"""Law 14 for files: kept until a case has them, gone with whoever handed them in."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from adapters.files import FolderFileStore
from core.cases.models import Application
from core.errors import StorageError
from core.services.kiosk.hold_files import HOLD_LASTS, FileHolder
from core.services.kiosk.keep_visits import VisitState
from core.visits.passing import SLIP_LASTS
from tests.papers import PDF, picture
from tests.services.applications import application_of

HOLDERS = ("anna", "bao", "chen")
CONTENTS = (b"one", b"two", b"three")


@pytest.fixture
def files(tmp_path):
    return FolderFileStore(tmp_path / "files")


@pytest.fixture
def holder(transaction, files, watch):
    return FileHolder(transaction=transaction, files=files, clock=watch)


def is_there(files, digest):
    try:
        files.get(digest)
    except StorageError:
        return False
    return True


handed_in = some.lists(some.tuples(some.sampled_from(HOLDERS), some.sampled_from(CONTENTS)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(handed_in, some.permutations(HOLDERS))
def test_a_file_is_there_as_long_as_somebody_holds_it(holder, files, given_files, order):
    held = {}
    for who, content in given_files:
        held.setdefault(who, set()).add(holder.put(content, holder=who))

    for who in order:
        holder.let_go(who)
        gone = held.pop(who, set())
        left = set().union(*held.values())
        assert all(is_there(files, digest) for digest in left)
        assert not any(is_there(files, digest) for digest in gone - left)


def test_whoever_is_cut_off_is_forgotten_after_a_while(holder, files, watch):
    digest = holder.put(PDF, holder="anna")

    watch.now += HOLD_LASTS - timedelta(seconds=1)
    holder.sweep()
    assert is_there(files, digest)
    watch.now += timedelta(seconds=1)

    assert holder.sweep() == 1
    assert not is_there(files, digest)
    assert holder.sweep() == 0


def test_whoever_goes_on_another_day_finds_the_files(keeper, holder, files, watch):
    application = Application("anna", "T02", 1, {}, {})
    digest = holder.put(PDF, holder="anna")
    slip = keeper.keep(VisitState(application))

    watch.now += SLIP_LASTS - timedelta(minutes=1)
    holder.sweep()

    assert keeper.resume(slip.number, slip.code).application.submission_key == "anna"
    assert is_there(files, digest)
    watch.now += timedelta(minutes=2)
    holder.sweep()
    assert not is_there(files, digest)


def test_a_case_keeps_its_papers_and_nothing_else(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "holding")
    stray = hall.kiosk.keep_upload(
        document="d", subject="s", name="a.pdf", content=picture((31, 17)), holder="holding"
    )
    files = FolderFileStore(hall.folder / "files")

    case = hall.kiosk.submit(application)
    hall.kiosk.held.let_go("holding")

    assert all(is_there(files, upload.digest) for upload in case.application.uploads)
    assert not is_there(files, stray.digest)
