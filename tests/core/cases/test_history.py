import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from core.cases.history import BEGINNING, broken_at, next_event
from core.cases.models import Event
from core.cases.records import LASTING, PURGED

NUMBER = "261124-ACDE-FGHY"
NOW = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)

words = st.text(max_size=12)
details = st.dictionaries(words, words | st.integers() | st.booleans() | st.none(), max_size=3)
entries = st.tuples(words, words, details, st.timedeltas(timedelta(0), timedelta(days=900)))


@st.composite
def histories(draw, least=1):
    history = ()
    for actor, action, entry, later in draw(st.lists(entries, min_size=least, max_size=7)):
        event = next_event(
            history,
            case_number=NUMBER,
            at=NOW + later,
            actor=actor,
            action=action,
            details=entry,
        )
        history = (*history, event)
    return history


@given(histories(least=0))
def test_a_history_as_written_is_whole(history):
    assert broken_at(history) is None
    assert [event.sequence for event in history] == list(range(1, len(history) + 1))
    assert not history or history[0].previous == BEGINNING


CHANGES = {
    "case_number": lambda event: event.case_number + "X",
    "sequence": lambda event: event.sequence + 1,
    "at": lambda event: event.at + timedelta(microseconds=1),
    "actor": lambda event: event.actor + "x",
    "action": lambda event: event.action + "x",
    "details": lambda event: {**event.details, "added": 1},
    "previous": lambda event: event.previous[:-1] + "gf"[event.previous[-1] == "g"],
    "digest": lambda event: event.digest[::-1] + "0",
}


@given(histories(), st.sampled_from(sorted(CHANGES)), st.data())
def test_any_change_of_an_entry_is_found_where_it_is(history, part, data):
    place = data.draw(st.integers(0, len(history) - 1))
    changed = list(history)
    changed[place] = replace(history[place], **{part: CHANGES[part](history[place])})

    assert broken_at(changed) == place + 1


@given(histories(least=2), st.data())
def test_an_entry_dropped_before_the_end_is_found(history, data):
    place = data.draw(st.integers(0, len(history) - 2))

    assert broken_at(history[:place] + history[place + 1 :]) == place + 1


@given(histories(least=2), st.data())
def test_two_entries_swapped_are_found(history, data):
    first, second = sorted(
        data.draw(st.lists(st.integers(0, len(history) - 1), min_size=2, max_size=2, unique=True))
    )
    swapped = list(history)
    swapped[first], swapped[second] = history[second], history[first]

    assert broken_at(swapped) == first + 1


@given(histories(least=2), st.data())
def test_a_forger_must_write_every_later_entry_anew(history, data):
    place = data.draw(st.integers(0, len(history) - 2))
    old = history[place]
    forged = next_event(
        history[:place],
        case_number=NUMBER,
        at=old.at,
        actor=old.actor + "x",
        action=old.action,
        details=old.details,
    )

    assert broken_at((*history[:place], forged, *history[place + 1 :])) == place + 2


@given(histories())
def test_time_zones_do_not_matter_for_the_chain(history):
    shanghai = timezone(timedelta(hours=8))

    assert broken_at([replace(e, at=e.at.astimezone(shanghai)) for e in history]) is None


def closed(history):
    """A history as it is read once the case is erased: details that hold words are gone."""
    entry = next_event(
        history, case_number=NUMBER, at=NOW, actor="retention", action=PURGED, details={"rule": "x"}
    )
    return [
        event if event.action in LASTING else replace(event, details={})
        for event in (*history, entry)
    ]


@given(histories(least=0))
def test_a_closed_history_is_whole_without_the_details_that_are_erased(history):
    assert broken_at(closed(history), is_closed=True) is None


@given(histories(), st.sampled_from(sorted({*CHANGES} - {"details"})), st.data())
def test_what_is_left_of_a_closed_history_is_still_proved(history, part, data):
    changed = closed(history)
    place = data.draw(st.integers(0, len(history) - 1))
    changed[place] = replace(changed[place], **{part: CHANGES[part](changed[place])})

    found = broken_at(changed, is_closed=True)

    assert found == (place + 2 if part == "digest" else place + 1)


@given(histories())
def test_no_entry_of_a_closed_history_is_dropped_unseen(history):
    assert broken_at(closed(history)[1:], is_closed=True) == 1


def test_what_was_closed_before_there_were_outlines_is_chained_only():
    first = next_event((), case_number=NUMBER, at=NOW, actor="a", action="rated", details={"x": 1})
    content = [NUMBER, 2, NOW.isoformat(timespec="microseconds"), "retention", PURGED, {}]
    plain = json.dumps([*content, first.digest], separators=(",", ":"))
    digest = hashlib.sha256(plain.encode()).hexdigest()
    entry = Event(NUMBER, 2, NOW, "retention", PURGED, {}, first.digest, digest)
    erased = replace(first, details={})

    assert broken_at([erased, entry], is_closed=True) is None
    assert broken_at([replace(erased, digest="0" * 64), entry], is_closed=True) == 2
