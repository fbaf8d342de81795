from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.cases.history import next_event
from core.cases.models import Application, Case
from core.monitoring.own_log import events_of_case, numbered, write_log
from core.monitoring.reading import read_log
from core.review.matter_reviews import MatterTerms
from core.working_days import WEEKENDS_ONLY

MONDAY = datetime(2026, 12, 7, 2, tzinfo=UTC)
TERMS = (MatterTerms("M1", "WJ", 3), MatterTerms("M2", "SCJG", 5))
STEPS = (
    ("received", {"words": "张三"}),
    ("hold_placed", {"reason": "张三"}),
    ("correction_asked", {"matter": "M1", "places": ["F01", "doc.id@applicant"]}),
    ("accepted", {"matter": "M2"}),
    ("granted", {"matter": "M2"}),
)


def own_case():
    case = Case("N1", Application("k", "T01", 1, {}, {}), MONDAY, matters=("M1", "M2"))
    for day, (action, details) in enumerate(STEPS):
        at = MONDAY + timedelta(days=day)
        event = next_event(
            case.history, case_number="N1", at=at, actor="li", action=action, details=details
        )
        case = replace(case, history=(*case.history, event))
    return case


def test_each_matter_of_a_case_is_a_case_of_the_log_and_nobody_stands_in_it():
    events = list(numbered(events_of_case(own_case(), TERMS, WEEKENDS_ONLY, date(2026, 12, 20))))

    written = write_log(events)

    assert [(event.case, event.activity, event.materials) for event in events] == [
        ("N1/M1", "received", ()),
        ("N1/M1", "correction_asked", ("doc.id",)),
        ("N1/M2", "received", ()),
        ("N1/M2", "accepted", ()),
        ("N1/M2", "granted", ()),
    ]
    assert {event.deadline.date() for event in events if event.deadline} == {date(2026, 12, 17)}
    assert not any(name in written.decode() for name in ("张三", "li,", "hold"))
    assert read_log(written).events == tuple(events)
