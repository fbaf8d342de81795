import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.keys import InstallationKeys, new_key, read_keys
from adapters.system import now
from core.errors import KeyMissingError, SettingsError

KEY = b"k" * 32
A, B = ("a:" + "A" * 43, "b:" + "B" * 42 + "A=")


def test_the_newest_wraps_and_every_key_unwraps():
    old, both = InstallationKeys(A), InstallationKeys(f"{A}, {B}")
    under_old = old.wrap(KEY, bound_to=b"case 1")
    under_new = both.wrap(KEY, bound_to=b"case 1")

    assert (under_old.key_id, under_new.key_id) == ("a", "b")
    assert both.unwrap(under_old, bound_to=b"case 1") == KEY
    with pytest.raises(KeyMissingError):
        old.unwrap(under_new, bound_to=b"case 1")


@pytest.mark.parametrize("bound_to", [b"case 2", b"", b"case 1 "])
def test_a_data_key_opens_nowhere_but_where_it_belongs(bound_to):
    keys = InstallationKeys(A)
    with pytest.raises(ValueError, match="altered"):
        keys.unwrap(keys.wrap(KEY, bound_to=b"case 1"), bound_to=bound_to)


def test_two_wrappings_of_one_key_are_not_alike_and_the_key_is_in_neither():
    keys = InstallationKeys(A)
    first, other = (keys.wrap(KEY, bound_to=b"").content for _ in range(2))

    assert first != other
    assert KEY not in first + other


@pytest.mark.parametrize(
    "text", ["a", "a:short", f"{A},{A}", "a b:" + "A" * 43, ":" + "A" * 43, "a:" + "%" * 43]
)
def test_what_is_no_key_is_reported_and_never_repeated(text):
    with pytest.raises(ValueError, match="is not NAME:KEY") as raised:
        read_keys(text)

    assert "A" * 9 not in str(raised.value)


def test_a_file_is_made_for_its_owner_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        InstallationKeys(file=tmp_path / "data" / "keys").add(B)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "data" / "keys").stat().st_mode) == 0o600
    assert InstallationKeys(A, file=tmp_path / "data" / "keys").names == ("a", "b")
    assert InstallationKeys(A, file=tmp_path / "none").names == ("a",)


def test_a_file_that_others_may_read_is_left_to_its_owner(tmp_path):
    (tmp_path / "keys").write_text(A)
    (tmp_path / "keys").chmod(0o644)

    assert InstallationKeys(file=tmp_path / "keys").newest == "a"
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [None, "", "nonsense", b"\xff\xfe"])
def test_without_a_usable_key_nothing_starts(tmp_path, content):
    if content is not None:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "keys").write_bytes(data)

    with pytest.raises(SettingsError):
        _ = InstallationKeys(file=tmp_path / "keys").newest


def test_a_key_that_another_process_adds_is_seen_at_once(tmp_path):
    keys = InstallationKeys(file=tmp_path / "keys")
    keys.add(A)
    first = keys.newest
    there = InstallationKeys(file=tmp_path / "keys")
    there.add(new_key(now().date()))

    assert keys.newest == there.newest != first
    there.remove(first)
    assert keys.names == (there.newest,)


def test_a_key_that_is_not_known_is_looked_for_even_if_the_file_seems_unchanged(tmp_path):
    path = tmp_path / "keys"
    path.write_text("a:" + "A" * 42 + "A=")
    keys = InstallationKeys(file=path)
    assert keys.newest == "a"
    before = path.stat()
    path.write_text(B)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    wrapped = InstallationKeys(B).wrap(KEY, bound_to=b"")

    assert keys.unwrap(wrapped, bound_to=b"") == KEY


def test_of_several_keys_that_are_added_at_once_none_is_lost_and_others_go_on(tmp_path):
    reader = InstallationKeys(A, file=tmp_path / "keys")
    rings = [InstallationKeys(A, file=tmp_path / "keys") for _ in range(8)]
    lines = [new_key(now().date()) for _ in rings]

    def use():
        for _ in range(300):
            assert reader.unwrap(reader.wrap(KEY, bound_to=b""), bound_to=b"") == KEY

    with ThreadPoolExecutor(9) as pool:
        used = pool.submit(use)
        assert all(pool.map(InstallationKeys.add, rings, lines))
        used.result()

    assert sorted(reader.names) == sorted(["a", *(line.partition(":")[0] for line in lines)])


def test_taking_one_key_away_leaves_the_others_however_the_file_is_written(tmp_path):
    (tmp_path / "keys").write_text(f" {A} ,{B}")
    keys = InstallationKeys(file=tmp_path / "keys")

    keys.remove("a")

    assert keys.names == ("b",)
    with pytest.raises(SettingsError, match="does not stand"):
        InstallationKeys(A, file=tmp_path / "keys").remove("a")
