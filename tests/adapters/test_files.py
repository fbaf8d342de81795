import hashlib
import os
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.keys import InstallationKeys
from core.errors import FileLostError, KeyMissingError, StorageError
from tests.adapters.test_keys import A, B
from tests.keys import file_store, path_of

CONTENT = "平面图".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


@pytest.fixture
def store(folder):
    return file_store(folder)


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_what_was_put_comes_back(store, content):
    assert store.get(store.put(content)) == content


def test_a_file_lies_under_its_digest_and_only_once(store, folder):
    assert store.put(CONTENT) == store.put(CONTENT) == DIGEST
    assert files_in(folder) == [path_of(folder, DIGEST)]


def test_only_we_may_read_what_people_handed_in(store, folder):
    store.put(CONTENT)

    assert [path.stat().st_mode & 0o077 for path in folder.rglob("*")] == [0, 0, 0]


def test_file_and_folders_are_on_disk_before_the_digest_is_returned(store, folder, monkeypatch):
    done = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append(_name(handle)), fsync(handle)))
    monkeypatch.setattr(Path, "replace", lambda a, b: (done.append("rename"), replace(a, b)))

    store.put(CONTENT)

    first, second = path_of(folder, DIGEST).parts[-3:-1]
    made = [folder.parent.name, folder.name, first]
    assert done[:3] == made
    assert done[3].startswith(".incoming-")
    assert done[4:] == ["rename", second]


def _name(handle):
    return Path(f"/proc/self/fd/{handle}").readlink().name


def test_a_write_that_fails_is_reported_and_leaves_nothing(store, folder, monkeypatch):
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


OLD, BOTH = (InstallationKeys(text) for text in (A, f"{A},{B}"))


def everything_of(folder):
    return b"".join(path.read_bytes() for path in files_in(folder))


def test_nothing_of_a_file_is_on_the_disk_nor_its_digest(store, folder):
    store.put(CONTENT)

    names = " ".join(map(str, folder.rglob("*")))
    assert CONTENT not in everything_of(folder)
    assert DIGEST not in names
    assert DIGEST.encode() not in everything_of(folder)


def test_two_files_in_each_others_place_are_found(store, folder):
    store.put(CONTENT)
    other = store.put(b"another")
    mine, two = path_of(folder, DIGEST), path_of(folder, other)
    first, second = mine.read_bytes(), two.read_bytes()
    mine.write_bytes(second)
    two.write_bytes(first)

    for digest in (DIGEST, other):
        with pytest.raises(FileLostError) as raised:
            store.get(digest)
        assert raised.value.params["reason"] == "altered"


@pytest.mark.parametrize("place", [0, 1, 3, 20, 70, -1])
def test_no_byte_of_a_file_changes_unseen(store, folder, place):
    store.put(CONTENT)
    path = path_of(folder, DIGEST)
    written = bytearray(path.read_bytes())
    written[place] ^= 1
    path.write_bytes(written)

    with pytest.raises((FileLostError, KeyMissingError)):
        store.get(DIGEST)


def test_files_of_before_are_read_and_sealed_by_rotation(folder):
    plain = folder / DIGEST[:2] / DIGEST[2:4] / DIGEST
    plain.parent.mkdir(parents=True, mode=0o755)
    plain.write_bytes(CONTENT)
    plain.chmod(0o644)
    store = file_store(folder)

    assert store.get(DIGEST) == CONTENT
    assert dict(store.count_by_key()) == {"": 1}
    assert store.seal_plain() == 1
    assert store.seal_plain() == store.rewrap() == 0
    assert store.get(DIGEST) == CONTENT
    assert not plain.exists()
    assert CONTENT not in everything_of(folder)


def test_there_is_a_way_back_to_plain_files_and_forth_again(store, folder):
    store.put(CONTENT)
    assert store.unseal() == 1

    plain = folder / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert files_in(folder) == [plain]
    assert plain.read_bytes() == store.get(DIGEST) == CONTENT
    assert store.seal_plain() == 1
    assert store.get(DIGEST) == CONTENT


def test_whatever_was_there_before_is_left_to_its_owner_alone(folder):
    file_store(folder).put(CONTENT)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)

    file_store(folder).put(CONTENT)

    assert [path.stat().st_mode & 0o077 for path in (folder, *folder.rglob("*"))] == [0] * 4


def test_rotation_wraps_anew_and_the_old_key_may_go(folder):
    file_store(folder, OLD).put(CONTENT)
    before = path_of(folder, DIGEST).read_bytes()

    assert file_store(folder, BOTH).rewrap() == 1

    after = path_of(folder, DIGEST).read_bytes()
    assert after[-len(CONTENT) :] == before[-len(CONTENT) :]  # only the key was wrapped anew
    assert file_store(folder, InstallationKeys(B)).get(DIGEST) == CONTENT
    with pytest.raises(KeyMissingError):
        file_store(folder, OLD).get(DIGEST)


def test_what_is_removed_while_keys_are_rotated_never_comes_back(folder):
    contents = [b"%d" % number for number in range(40)]
    digests = [file_store(folder, OLD).put(content) for content in contents]
    store = file_store(folder, BOTH)
    rotating = Thread(target=store.rewrap)

    rotating.start()
    for digest in digests[::2]:
        store.remove(digest)
    rotating.join()

    assert len(files_in(folder)) == 20
    assert [store.get(digest) for digest in digests[1::2]] == contents[1::2]
