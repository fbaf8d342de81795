"""Folders are copied as they are, and nothing is written outside of them."""

import os
import stat

import pytest

from adapters.archives import PlainFolder
from core.errors import BackupError

NAMES = ["ab/cd/" + "e" * 64, "entries.jsonl", "%E5%8E%85-1a2b3c4d/2026-11-29.jsonl", "a/b~1"]
OUTSIDE = [
    "../a",
    "a/../../b",
    "/etc/passwd",
    "a//b",
    "",
    ".",
    "..",
    "a/.",
    ".hidden",
    "a\0b",
    "a\\b",
    "a/\n",
    "x" * 300,
    "~/a/..",
    "a/..\u2025",
]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "place" / "files"


def test_files_come_back_with_their_names_for_their_owner_alone(folder, tmp_path):
    before = os.umask(0)
    try:
        for name in NAMES:
            PlainFolder(folder).write(name, [name.encode(), b"!"])
    finally:
        os.umask(before)

    read = {name: b"".join(content) for name, content in PlainFolder(folder).members()}
    assert read == {name: name.encode() + b"!" for name in NAMES}
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in folder.rglob("*")}
    assert modes == {(True, 0o700), (False, 0o600)}
    assert list(tmp_path.iterdir()) == [folder.parent]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_elsewhere_is_refused(folder, tmp_path, name):
    with pytest.raises(BackupError) as refused:
        PlainFolder(folder).write(name, [b"x"])

    assert refused.value.reason == "damaged"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("linked", ["a", "a/b"])
def test_nothing_is_written_through_a_link(folder, tmp_path, linked):
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.mkdir(parents=True)
    if linked == "a":
        (folder / "a").symlink_to(outside / "b")
    else:
        (folder / "a").mkdir()
        (folder / "a" / "b").symlink_to(outside / "b")

    with pytest.raises(BackupError) as refused:
        PlainFolder(folder).write(linked, [b"x"])

    assert refused.value.reason == "not_written"
    assert list(outside.iterdir()) == []


def test_links_and_what_is_half_written_are_not_copied(folder, tmp_path):
    (tmp_path / "key").write_bytes(b"key")
    folder.mkdir(parents=True)
    (folder / "whole").write_bytes(b"whole")
    (folder / ".incoming-1").write_bytes(b"half")
    (folder / "file").symlink_to(tmp_path / "key")
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")

    assert [(name, b"".join(c)) for name, c in PlainFolder(folder).members()] == [
        ("whole", b"whole")
    ]


def test_a_file_that_goes_meanwhile_is_left_out(folder):
    for name in "abc":
        PlainFolder(folder).write(name, [b"x"])
    members = PlainFolder(folder).members()
    next(members)

    (folder / "b").unlink()

    assert [name for name, _ in members] == ["c"]


def test_a_folder_is_empty_or_set_aside(folder):
    place = PlainFolder(folder)
    assert place.is_empty()
    folder.mkdir(parents=True)
    assert place.is_empty()
    place.write("a", [b"x"])
    assert not place.is_empty()

    place.set_aside("replaced")

    assert place.is_empty()
    assert (folder.parent / "files.replaced" / "a").read_bytes() == b"x"
