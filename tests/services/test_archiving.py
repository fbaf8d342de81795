"""A case that has ended becomes one package, always the same, whose every change is found."""

import io
import json
import zipfile

import pytest

from core.archiving.case_packages import MANIFEST, check_package
from core.errors import CaseNotEndedError, NotPermittedError
from core.fees.statements import Waiving
from core.services.officers.archive_case import ArchiveCase
from core.staff.access import LookSearch
from core.staff.models import OPERATOR
from tests.seating import HEALTH, SUPERVISOR, TAX, WINDOW
from tests.services.conftest import staffed
from tests.services.home_cases import REGISTRAR, grant, home_case, take_step

SMALL = {"util_water": "否", "util_power": "否", "util_gas": "否", "house_paymode": "一次性"}


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with staffed("sqlite", tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture(scope="module")
def ended(hall):
    case = home_case(hall, answers=SMALL)
    for matter in ("SW-04", "SW-05", "SW-06"):
        hall.as_(TAX).fees.charging.waive(case.number, matter, Waiving("公告"))
    hall.as_(REGISTRAR).fees.charging.waive(case.number, "ZRZY-01", Waiving("公告"))
    grant(hall, case, *case.matters)
    for matter in case.matters:
        take_step(hall, case, matter, "delivered", {"way": "counter"})
    return case


@pytest.fixture(scope="module")
def package(hall, ended):
    return hall.as_(WINDOW).archives.case_file(ended.number)


def opened(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def kinds(package):
    return {(each.name, each.kind) for each in check_package(package)}


def test_everything_of_a_case_lies_in_it_in_its_order(package, ended):
    files = opened(package)
    folders = list(dict.fromkeys(name.partition("/")[0] for name in files))

    assert folders == [
        *(MANIFEST, "catalogue.txt", "application", "form"),
        *("notice", "delivery", "charge", "history"),
    ]
    assert sum(name.startswith("form/") for name in files) == len(ended.matters)
    assert sum(name.startswith("notice/") for name in files) == 2 * len(ended.matters)
    assert "契税" in files["catalogue.txt"].decode()
    assert kinds(package) == set()


def test_what_was_altered_taken_out_or_added_is_named(package):
    files = opened(package)
    altered = files | {"form/001.json": b"{}"}
    without = {name: content for name, content in files.items() if name != "notice/001.pdf"}

    assert kinds(packed(altered)) == {("form/001.json", "altered")}
    assert kinds(packed(without)) == {("notice/001.pdf", "missing")}
    assert kinds(packed(files | {"extra.pdf": b"x"})) == {("extra.pdf", "added")}


def test_a_history_that_was_rewritten_with_its_digest_is_found(package):
    import hashlib  # noqa: PLC0415 -- whoever rewrites it needs it

    files = opened(package)
    history = json.loads(files["history/history.json"])
    history[1]["actor"] = "somebody"
    rewritten = json.dumps(history).encode()
    manifest = json.loads(files[MANIFEST])
    for entry in manifest["files"]:
        if entry["name"] == "history/history.json":
            entry["sha256"] = hashlib.sha256(rewritten).hexdigest()
    files |= {"history/history.json": rewritten, MANIFEST: json.dumps(manifest).encode()}

    assert kinds(packed(files)) == {("history/history.json", "broken_chain")}


def locked(package):
    """Return a package whose parts say that a password opens them."""
    marked = bytearray(package)
    marked[6] |= 1
    marked[marked.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


NO_PACKAGES = [b"", b"PK", b"x" * 100, packed({"a": b"b"}), locked(packed({MANIFEST: b"{}"}))]


@pytest.mark.parametrize("content", NO_PACKAGES)
def test_what_is_no_package_is_said_to_be_none(content):
    (found,) = check_package(content)

    assert found.kind in {"no_package", "unreadable"}


def test_a_case_that_runs_is_not_archived_and_no_office_gets_the_whole(hall, ended):
    running = home_case(hall)
    with pytest.raises(CaseNotEndedError):
        hall.as_(WINDOW).archives.case_file(running.number)
    with pytest.raises(NotPermittedError):
        hall.as_(HEALTH).archives.case_file(ended.number)


def test_packed_again_it_is_the_same_bytes_and_whoever_takes_it_along_stands_in_the_log(
    hall, package, ended
):
    hall.clock.wait(hours=30)

    assert hall.as_(WINDOW).archives.case_file(ended.number) == package
    newest = hall.as_(SUPERVISOR).access.looks(LookSearch()).looks[0]
    assert (newest.use_case, newest.case_number) == ("archives.case_file", ended.number)


def test_the_operator_packs_it_by_command(hall, package, ended):
    archives: ArchiveCase = hall.archives

    assert archives.case_file(OPERATOR, ended.number) == package
