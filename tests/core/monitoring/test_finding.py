from datetime import UTC, date, datetime, timedelta

import pytest

from core.monitoring.finding import findings_in, observed_in
from core.monitoring.measuring import DeclaredMatter
from core.monitoring.models import LogEvent
from core.monitoring.runs import MatterRun
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


def run(case, **said):
    """Return a decided run of matter M."""
    given = {"theme": "T", "matter": "M", "department": "D", "channel": "", "days": 4}
    given |= {"received_on": date(2026, 9, 1), "paused_days": 0, "extended": False}
    given |= {"is_late": None, "is_deemed": False, "corrections": 0, "visits": 0, "asked": ()}
    return MatterRun(case=case, repeated={}, durations=(), **{**given, **said})


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ({"days": 6}, ["late"]),
        ({"days": 6, "extended": True}, []),
        ({"corrections": 1}, ["corrections"]),
        ({"asked": ("lease",)}, ["beyond"]),
        ({"asked": ("doc.id",)}, []),
        ({"days": 6, "corrections": 1, "asked": ("lease", "plan")}, None),
        ({"days": None}, []),
        ({"matter": "unknown", "days": 9}, []),
    ],
)
def test_what_is_found_once_is_no_finding_and_twice_is_one(said, kinds):
    declared = {"M": DeclaredMatter("甲", "D", 5, 9, 0, frozenset({"doc.id"}))}
    if kinds is None:
        kinds = ["late", "corrections", "beyond", "beyond"]

    twice = findings_in([run("A", **said), run("B", **said)], declared)

    assert [finding.kind for finding in twice.get("M", ())] == kinds
    assert findings_in([run("A", **said)], declared) == {}


def test_a_promise_that_is_kept_much_sooner_is_a_finding():
    declared = {"M": DeclaredMatter("甲", "D", 8)}

    found = findings_in([run(str(case), days=6) for case in range(20)], declared)

    (finding,) = found["M"]
    assert (finding.kind, finding.params) == ("sooner", {"cases": 20, "days": 6, "before": 8})
