"""All matters of a case on one time line, and which of them ends last."""

from datetime import UTC, date, datetime

from core.review.matter_reviews import MatterReview, MatterTerms, Wait
from core.review.pauses import Pause
from core.review.states import MatterState as State
from core.review.timelines import SpanKind, timeline_of
from core.working_days import WEEKENDS_ONLY

TODAY = date(2026, 12, 1)  # a Tuesday
RECEIVED = datetime(2026, 11, 26, 2, 32, tzinfo=UTC)
TERMS = (
    MatterTerms("LICENCE", "SCJG", 1),
    MatterTerms("DRAIN", "ZJ", 5),
    MatterTerms("FOOD", "SCJG", 3, waits=(Wait(frozenset({"LICENCE"})),)),
)


def day(number, month=12):
    return date(2026, month, number)


def reviews(**states):
    found = {
        "LICENCE": MatterReview("LICENCE", State.RECEIVED, RECEIVED),
        "DRAIN": MatterReview("DRAIN", State.RECEIVED, RECEIVED),
        "FOOD": MatterReview("FOOD", State.WAITING, RECEIVED),
    }
    return found | states


def line_of(**states):
    return timeline_of(reviews(**states), TERMS, WEEKENDS_ONLY, TODAY)


def spans_in(lane):
    return [(span.kind.value, span.first.day, span.last.day) for span in lane.spans]


def test_days_are_used_then_paused_then_left():
    pause = Pause("testing", day(30, 11), planned=day(2))
    drain = MatterReview("DRAIN", State.PAUSED, RECEIVED, accepted_on=day(27, 11), pauses=(pause,))

    lane = line_of(DRAIN=drain).lanes[1]

    assert spans_in(lane) == [("used", 30, 30), ("paused", 1, 2), ("left", 3, 8)]
    assert lane.end == lane.clock.due == day(8)


def test_before_acceptance_the_days_to_speak_run():
    assert spans_in(line_of().lanes[0]) == [("receipt", 27, 3)]


def test_the_last_to_end_decides_and_whoever_waits_ends_after_the_others():
    line = line_of()

    assert line.lanes[0].end == day(4)  # 5 days to speak, 1 to decide
    assert line.lanes[1].end == day(10)
    assert line.lanes[2].end == day(16)  # after the licence, the same again with its own 3
    assert (line.critical, line.end) == ("FOOD", day(16))
    assert line.days[0] == day(26, 11)
    assert line.days[-1] == line.end


def test_what_waits_in_vain_has_no_end():
    refused = MatterReview(
        "LICENCE", State.REFUSED, RECEIVED, accepted_on=day(26, 11), decided_on=day(26, 11)
    )

    line = line_of(LICENCE=refused)

    assert spans_in(line.lanes[0]) == [("used", 26, 26)]
    assert line.lanes[2].end is None
    assert line.critical == "DRAIN"


def test_an_overdue_matter_is_used_up_to_today():
    late = MatterReview("LICENCE", State.ACCEPTED, RECEIVED, accepted_on=day(26, 11))

    assert spans_in(line_of(LICENCE=late).lanes[0]) == [(SpanKind.USED, 27, 1)]
