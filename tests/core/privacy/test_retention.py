"""How long what is kept: set in one place, refused where it is nonsense."""

from datetime import timedelta

import pytest

from adapters.settings import read_settings
from core.errors import SettingsError
from core.privacy.retention import BOUNDS, RETENTION, Kept, period_in_words, read_retention


def test_by_default_every_class_is_within_its_bounds():
    assert {
        kept for kept in Kept if BOUNDS[kept].least <= RETENTION.of(kept) <= BOUNDS[kept].most
    } == {*Kept}


@pytest.mark.parametrize(
    ("text", "kept", "days"),
    [
        ("", Kept.CASES, 3660),
        ("cases=30y", Kept.CASES, 10980),
        ("cases=4000", Kept.CASES, 4000),
        (" calls = 7d , access_log=200", Kept.ACCESS_LOG, 200),
        ("access_log=200,calls=7", Kept.CALLS, 7),
        ("uploads=24h", Kept.UPLOADS, 1),
    ],
)
def test_what_is_set_counts_and_the_rest_stays(text, kept, days):
    found = read_retention(text)

    assert found.of(kept) == timedelta(days=days)
    assert read_retention(f"{kept}={period_in_words(found.of(kept))}").of(kept) == found.of(kept)


@pytest.mark.parametrize(
    "text",
    [
        "cases=9y",
        "cases=0",
        "cases=-1",
        "cases=101y",
        "cases=",
        "cases",
        "cases=10.5y",
        "case=10y",
        "visits=8",
        "links=1d",
        "attempts=2",
        "access_log=179",
        "uploads=25h",
        "calls=99999",
        "calls=7,calls=8",
        "calls=7;uploads=2h",
        "cases=１０y",
        "cases=10y\n=",
    ],
)
def test_nonsense_is_refused_at_the_start(text, monkeypatch):
    monkeypatch.setenv("DONE_ONCE_RETENTION", text)

    with pytest.raises(SettingsError, match="DONE_ONCE_RETENTION") as refused:
        read_settings()
    assert "None" not in str(refused.value)
