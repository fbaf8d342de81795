from datetime import UTC, date, datetime, timedelta

from core.monitoring.finding import observed_in
from core.monitoring.models import LogEvent
from core.themes.proposing.observed import ObservedMatter
from core.working_days import WEEKENDS_ONLY

MONDAY = datetime(2026, 11, 30, 2, tzinfo=UTC)


def test_nine_of_ten_cases_of_the_time_looked_at_say_how_long_a_matter_takes():
    days = [1, 1, 2, 2, 2, 3, 3, 3, 4, 30]
    events = [
        LogEvent(row, f"{matter}{row}", activity, MONDAY + timedelta(days=day), matter=matter)
        for row, last in enumerate(days)
        for matter in ("M", "")
        for activity, day in (("accepted", 0), ("granted", last))
    ]
    old = LogEvent(99, "old", "accepted", MONDAY - timedelta(days=400), matter="M")
    since = LogEvent(100, "old", "granted", MONDAY, matter="M")

    found = observed_in([*events, old, since], WEEKENDS_ONLY, date(2026, 1, 1))

    assert found == (ObservedMatter("M", 10, 4),)
