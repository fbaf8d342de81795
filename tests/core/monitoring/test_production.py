"""What production refuses, a test for each."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.i18n import messages_of
from core.monitoring.production import Installation, is_guessable, production_refusals

GOOD = "9f1c5b0e7a4d42f8a63be1d07c58e2b4"


def rules(**found):
    return [(refusal.rule, refusal.name) for refusal in production_refusals(Installation(**found))]


def test_what_is_in_order_is_not_refused():
    assert rules(secrets={"SECRET_KEY": GOOD, "BACKUP_KEY": ""}, needed=["SECRET_KEY"]) == []


@pytest.mark.parametrize(
    ("found", "refused"),
    [
        ({"secrets": {}, "needed": ["SECRET_KEY"]}, ("secret_missing", "SECRET_KEY")),
        ({"secrets": {"KEY": ""}, "needed": ["KEY"]}, ("secret_missing", "KEY")),
        ({"secrets": {"SECRET_KEY": GOOD[:31]}}, ("secret_short", "SECRET_KEY")),
        ({"secrets": {"BACKUP_KEY": "x" * 40}}, ("secret_weak", "BACKUP_KEY")),
        ({"secrets": {}, "open_keys": ["/etc/key"]}, ("key_open", "/etc/key")),
        ({"secrets": {}, "open_data": ["/srv/data"]}, ("data_open", "/srv/data")),
    ],
)
def test_each_is_refused_by_itself(found, refused):
    assert rules(**found) == [refused]


def test_all_is_reported_at_once_in_words_that_do_not_repeat_a_secret():
    found = Installation(
        secrets={"SECRET_KEY": "change-me" * 4, "BACKUP_KEY": "short"},
        needed=["DATA_KEYS"],
        open_keys=["k"],
        open_data=["d"],
    )

    refused = production_refusals(found)

    assert len(refused) == 5
    assert "change-me" not in repr(refused)
    assert {refusal.message_key for refusal in refused} <= messages_of("en").keys()


@pytest.mark.parametrize(
    "weak",
    [
        "0" * 32,
        "abcd" * 8,
        "changeme" * 5,
        "change-me-change-me-change-me-cha",
        "0123456789" * 4,
        "abcdefghijklmnopqrstuvwxyzABCDEFGH",
        "9876543210zyxwvutsrqponmlkjihgfe",
        "please-change-this-secret-key-123",
        "done-once-production-secret-key!",
        "password1234password5678password",
        "qwertyuiopasdfghjklzxcvbnm123456",
        "your-secret-key-your-secret-key-x",
        " " * 40,
        "aabbccddaabbccddaabbccddaabbccdd",
    ],
)
def test_what_somebody_would_try_is_weak(weak):
    assert is_guessable(weak)


@pytest.mark.parametrize(
    "strong",
    [
        GOOD,
        "a-secret-that-is-long-enough-for-everyone",
        "correct horse battery staple sleeps well",
        "春眠不觉晓处处闻啼鸟夜来风雨声花落知多少离离原上草一岁一枯荣",
    ],
)
def test_what_nobody_would_try_is_taken(strong):
    assert not is_guessable(strong)


@given(st.sampled_from([secrets.token_hex, secrets.token_urlsafe]), st.integers(24, 64))
def test_nothing_random_is_refused(make, length):
    assert not is_guessable(make(length))
