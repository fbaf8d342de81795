import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.files import FolderFileStore
from core.errors import StorageError

CONTENT = "平面图".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


@pytest.fixture
def store(folder):
    return FolderFileStore(folder)


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_what_was_put_comes_back(store, content):
    assert store.get(store.put(content)) == content


def test_a_file_lies_under_its_digest_and_only_once(store, folder):
    assert store.put(CONTENT) == store.put(CONTENT) == DIGEST
    assert files_in(folder) == [folder / DIGEST[:2] / DIGEST[2:4] / DIGEST]


def test_only_we_may_read_what_people_handed_in(store, folder):
    store.put(CONTENT)

    assert [path.stat().st_mode & 0o077 for path in folder.rglob("*")] == [0, 0, 0]


def test_file_and_folders_are_on_disk_before_the_digest_is_returned(store, folder, monkeypatch):
    done = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append(_name(handle)), fsync(handle)))
    monkeypatch.setattr(Path, "replace", lambda a, b: (done.append("rename"), replace(a, b)))

    store.put(CONTENT)

    first, second = DIGEST[:2], DIGEST[2:4]
    made = [folder.parent.name, folder.name, first]
    assert done[:3] == made
    assert done[3].startswith(".incoming-")
    assert done[4:] == ["rename", second]


def _name(handle):
    return Path(f"/proc/self/fd/{handle}").readlink().name


def test_a_write_that_fails_is_told_and_leaves_nothing(store, folder, monkeypatch):
    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("adapters.files._sync", lambda _folder: None)
    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(StorageError, match="No space left"):
        store.put(CONTENT)

    assert files_in(folder) == []


def test_a_spoilt_file_is_found_and_mended_by_putting_it_again(store, folder):
    store.put(CONTENT)
    [path] = files_in(folder)
    path.write_bytes(CONTENT[:-1])

    with pytest.raises(StorageError):
        store.get(DIGEST)
    store.put(CONTENT)

    assert store.get(DIGEST) == CONTENT


@pytest.mark.parametrize("digest", ["", "../secret", DIGEST.upper(), DIGEST + "0", "f" * 64])
def test_what_is_no_digest_of_a_file_is_an_error(store, digest):
    store.put(CONTENT)

    with pytest.raises(StorageError):
        store.get(digest)
