from datetime import UTC, datetime, timedelta

from adapters.system import local, now, random_symbols


def test_the_clock_shows_the_day_it_is_at_the_counter():
    moment = now()

    assert moment.utcoffset() == timedelta(hours=8)
    assert abs(datetime.now(UTC) - moment) < timedelta(minutes=1)
    assert local(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)).date().isoformat() == "2026-11-24"


def test_symbols_are_of_the_alphabet_and_differ():
    drawn = {random_symbols(12, "ACDEF") for _ in range(50)}

    assert all(len(symbols) == 12 and set(symbols) <= set("ACDEF") for symbols in drawn)
    assert len(drawn) == 50
