from datetime import UTC, datetime

import pytest

from core.monitoring.moments import moment_of
from core.monitoring.reading import EventLogRefusedError, read_log

HEAD = "case:concept:name,concept:name,time:timestamp,case:deadline,case:channel"


def log_of(*rows, head=HEAD):
    return read_log("\n".join([head, *rows]).encode())


def rules(log):
    return {row.row: [why.rule for why in row.why] for row in log.left_out}


def test_each_row_is_an_event_or_left_out_with_every_reason():
    log = log_of(
        "A,received,2026-12-01 09:00,,kiosk",
        "A,accepted,2026-02-30 09:00,soon,kiosk",
        ",,,,",
        "",
        "A,received,2026-12-01T01:00:00Z,,kiosk",
        "A,received,2026-12-01 09:00",
        'A,"rec"eived,2026-12-01 09:00,,',
        "B,received,2026-12-01 09:00,,kiosk",
    )

    assert [(event.row, event.case) for event in log.events] == [(2, "A"), (9, "B")]
    assert rules(log) == {
        3: ["no_date", "no_date"],
        4: ["missing", "missing", "missing"],
        6: ["duplicate"],
        7: ["other_width"],
        8: ["not_csv"],
    }
    assert log.left_out[2].why[0].params == {"earlier": 2}


def test_rows_alike_but_for_what_tells_them_apart_are_all_events():
    head = f"{HEAD},concept:instance"

    log = log_of("A,x,2026-12-01 09:00,,,1", "A,x,2026-12-01 09:00,,,2", head=head)

    assert (len(log.events), log.left_out) == (2, ())


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01 09:05",
        "2026-12-01T01:05:00.000Z",
        "2026-12-01 02:05:00+01:00",
        "2026-11-30 20:05:00-0500",
        "2026/12/1 9:05:00",
        "2026年12月1日 09:05",
        "2026年12月1日9时05分",
        "20261201090500",
    ],
)
def test_one_instant_is_read_from_every_zone_and_way_of_writing(text):
    assert moment_of(text) == datetime(2026, 12, 1, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["01/12/2026", "2026-13-01", "2026-12-01 25:00", "45992", "NaT", "0001-01-01", "明天"]
)
def test_what_names_no_instant_is_none(text):
    assert moment_of(text) is None


def test_what_is_done_on_the_day_of_a_deadline_is_before_its_end():
    (event,) = log_of("A,x,2026-12-01 17:59,2026-12-01,").events

    assert event.at < event.deadline


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_spreadsheets_are_read_as_they_are_saved_here(encoding, mark):
    rows = [["办件编号", "环节", "时间", "渠道"], ["甲", "受理", "2026/12/1 9:05", "窗口"]]

    (event,) = read_log("\r\n".join(map(mark.join, rows)).encode(encoding)).events

    assert (event.case, event.activity, event.channel) == ("甲", "受理", "窗口")


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"", "log_empty"),
        (b"\n \n", "log_empty"),
        (b"case,activity\nA,x", "log_no_column"),
        (f"{HEAD},case:channel".encode(), "log_twin_column"),
        (b"PK\x03\x04\x00\x00", "log_no_text"),
        (b"<log><trace>", "log_not_xes"),
        (b"<html/>", "log_not_xes"),
        (b'<!DOCTYPE log [<!ENTITY a "b">]><log/>', "log_not_xes"),
    ],
)
def test_a_file_that_is_no_log_is_refused_with_a_reason(raw, key):
    with pytest.raises(EventLogRefusedError) as refused:
        read_log(raw)

    assert refused.value.message_key == f"error.design.{key}"


def test_a_row_in_no_encoding_is_left_out_and_the_others_stay():
    raw = HEAD.encode() + b"\nA,x\xff\xff,2026-12-01 09:00,,\n" + "A,受理,2026-12-01,,\n".encode()

    log = read_log(raw)

    assert rules(log) == {2: ["no_text"]}
    assert [event.activity for event in log.events] == ["受理"]


XES = """<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">
<global scope="event"><string key="concept:name" value="-"/></global>
<trace><string key="concept:name" value="A"/><string key="channel" value="Desk"/>
 <date key="deadline" value="2026-12-01T00:00:00+08:00"/>
 <event><string key="concept:name" value="x"/>
  <date key="time:timestamp" value="2026-12-02"/></event>
 <event><string key="concept:name" value="y"/></event></trace>
<trace><event><string key="concept:name" value="x"/>
  <date key="time:timestamp" value="?"/></event>
</trace></log>"""


def test_xes_says_the_same_as_a_spreadsheet_of_it():
    log = read_log(XES.encode())

    (event,) = log.events
    assert (event.row, event.case, event.channel) == (1, "A", "Desk")
    assert event.at > event.deadline
    assert rules(log) == {2: ["missing"], 3: ["missing", "no_date"]}
