"""A file of breached passwords is searched by halves, and found is what stands in it."""

from hashlib import sha1

import pytest

from adapters.known_passwords import KnownPasswordFiles

KNOWN = [f"taken-password-{number}" for number in range(1_000)]


def digest(password):
    return sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


WRITTEN = {
    "with counts": (lambda password: f"{digest(password)}:17", "\n"),
    "alone": (digest, "\n"),
    "as on Windows": (lambda password: f"{digest(password)}:3", "\r\n"),
    "in small letters": (lambda password: digest(password).lower(), "\n"),
    "beginnings": (lambda password: digest(password)[:16], "\n"),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_all_that_stand_in_it_are_found_and_no_other(tmp_path, way):
    write, end = WRITTEN[way]
    file = tmp_path / "breached.txt"
    file.write_bytes(end.join(sorted(map(write, KNOWN))).encode())
    passwords = KnownPasswordFiles(file)

    assert all(passwords.is_breached(password) for password in KNOWN)
    assert not any(passwords.is_breached(f"free-password-{number}") for number in range(1_000))


@pytest.mark.parametrize("content", ["", "\n", "nonsense\n", "A:1\n"])
def test_a_file_with_nothing_in_it_refuses_nothing(tmp_path, content):
    file = tmp_path / "breached.txt"
    file.write_text(content)

    assert not KnownPasswordFiles(file).is_breached("taken-password-1")


def test_without_a_file_nothing_is_breached_and_the_words_are_there():
    passwords = KnownPasswordFiles()

    assert not passwords.is_breached("password")
    assert len(passwords.words) > 5_000
    assert {"password", "admin", "woaini", "zhangwei"} <= passwords.words
    assert all(word == word.casefold() == word.strip() for word in passwords.words)
