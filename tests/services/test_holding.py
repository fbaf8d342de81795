"""Law 14 for files: kept until a case has them, gone with whoever handed them in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from adapters.files import FolderFileStore
from core.cases.models import Application
from core.errors import FilesGoneError, StorageError
from core.i18n import translate
from core.services.citizens.lease_files import LEASE_LASTS, FileLeases
from core.services.citizens.sealed_visits import VisitState
from core.visits.passing import RESUME_CODE_LASTS
from tests.keys import file_store
from tests.papers import PDF, picture
from tests.services.applications import application_of

HOLDERS = ("anna", "bao", "chen")
CONTENTS = (b"one", b"two", b"three")


@pytest.fixture
def files(tmp_path):
    return file_store(tmp_path / "files")


@pytest.fixture
def holder(transaction, files, watch):
    return FileLeases(transaction=transaction, files=files, clock=watch)


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

    watch.now += LEASE_LASTS - timedelta(seconds=1)
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

    watch.now += RESUME_CODE_LASTS - timedelta(minutes=1)
    holder.sweep()

    assert keeper.resume(slip.number, slip.code).application.submission_key == "anna"
    watch.now += timedelta(minutes=2)
    holder.sweep()
    assert is_there(files, digest)
    watch.now += LEASE_LASTS
    holder.sweep()
    assert not is_there(files, digest)


def test_a_slip_that_nobody_used_takes_its_files_with_it(keeper, holder, files, watch):
    digest = holder.put(PDF, holder="anna")
    keeper.keep(VisitState(Application("anna", "T02", 1, {}, {})))

    watch.now += RESUME_CODE_LASTS
    holder.sweep()

    assert not is_there(files, digest)


def test_a_paper_that_is_gone_is_asked_for_again_by_its_name(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "swept")
    for upload in application.uploads:
        hall.files.remove(upload.digest)

    with pytest.raises(FilesGoneError) as refused:
        hall.kiosk.handing_in.submit(application)

    assert refused.value.digests == {file.digest for file in application.uploads}
    assert all(name in translate_told(refused.value) for name in refused.value.names)
    assert not any("@" in name or ".pdf" in name for name in refused.value.names)
    with hall.transaction() as stores:
        assert stores.cases.submitted_as("swept") is None
    again = application_of(hairdresser, hall.kiosk, "swept")
    assert hall.kiosk.handing_in.submit(again).application.uploads == again.uploads


def translate_told(error):
    return translate(error.message_key, **error.params)


def test_a_store_that_cannot_be_read_asks_for_nothing_again(hall, hairdresser, monkeypatch):
    application = application_of(hairdresser, hall.kiosk, "out of order")

    def fail(*_):
        raise StorageError(reason="Input/output error")

    monkeypatch.setattr(FolderFileStore, "get", fail)

    with pytest.raises(StorageError):
        hall.kiosk.handing_in.submit(application)


def test_a_case_keeps_its_papers_and_nothing_else(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "holding")
    stray = hall.kiosk.materials.keep_upload(
        document="d", subject="s", name="a.pdf", content=picture((31, 17)), holder="holding"
    )
    files = hall.files

    case = hall.kiosk.handing_in.submit(application)
    hall.kiosk.materials.leases.let_go("holding")

    assert all(is_there(files, upload.digest) for upload in case.application.uploads)
    assert not is_there(files, stray.digest)


def test_a_photograph_on_the_form_that_is_gone_is_asked_for_again(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "photograph")
    gone = "f" * 64
    values = application.values | {"per.photo@principal": f"{gone}.jpg"}

    with pytest.raises(FilesGoneError) as refused:
        hall.kiosk.handing_in.submit(replace(application, values=values))

    assert refused.value.digests == {gone}
