"""Logs as they should not be: each row is an event or left out, and its neighbours stay."""

from datetime import UTC, datetime

import pytest

from core.monitoring.moments import moment_of
from core.monitoring.reading import read_log
from core.monitoring.runs import runs_of
from core.monitoring.steps import own_steps
from core.working_days import WEEKENDS_ONLY, day_of

HEAD = "case:concept:name,concept:name,time:timestamp"
GOOD = "B,x,2026-12-01 09:00"


def log_of(*rows, head=HEAD):
    return read_log("\n".join([head, *rows]).encode())


def rules_of(log):
    return {row.row: [why.rule for why in row.why] for row in log.left_out}


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01 24:00",
        "2026年12月1日24时",
        "2026年12月2日0时00分",
        "20261201240000",
        "2026-12-02 00\uff1a00",
        "2026-12-01 16:00 UTC",
        "2026-12-01T11:00:00\u221205:00",
        "2026-12-01T24:00:00.000+08:00",
    ],
)
def test_midnight_is_one_instant_however_it_is_written(text):
    assert moment_of(text) == datetime(2026, 12, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01 24:01",
        "2026-12-01 24:00:00.5",
        "2026-12-01 09:00+08:60",
        "0001-01-01T00:00:00Z",
        "1899-12-30",
        "1900-01-01 00:00",
        "9999-12-31T23:59:59Z",
        "9999-12-31 24:00",
    ],
)
def test_an_instant_that_no_clock_shows_or_that_means_nothing_is_none(text):
    assert moment_of(text) is None


def test_a_deadline_may_be_for_ever_but_nothing_happened_then():
    head = f"{HEAD},case:deadline,case:enddate"

    log = log_of(
        f"{GOOD},9999-12-31,",
        "C,x,9999-12-31 23:59:59,,",
        f"{GOOD},,9999-12-31",
        head=head,
    )

    (event,) = log.events
    assert day_of(event.deadline).year == 9999
    assert rules_of(log) == {3: ["no_date"], 4: ["no_date"]}


@pytest.mark.parametrize("nothing", ["NULL", "\\N", "NaN", "-", "无", "\u200b", "\u3000", "\ufeff"])
def test_a_cell_that_says_nothing_is_empty(nothing):
    log = log_of(f"{nothing},x,2026-12-01,", f"{GOOD},{nothing}", head=f"{HEAD},case:deadline")

    (event,) = log.events
    assert (event.case, event.deadline) == ("B", None)
    assert rules_of(log) == {2: ["missing"]}


@pytest.mark.parametrize(
    "broken", ['A,"x,2026-12-01', '"A,x,2026-12-01', 'A,"x"y,2026-12-01', 'A,x,"2026-12-01']
)
def test_a_mark_that_does_not_close_costs_its_own_row(broken):
    log = log_of(broken, GOOD, 'C,"x",2026-12-02', 'D,"x\ny",2026-12-02', "E,x,2026-12-02")

    assert [(event.row, event.case) for event in log.events] == [
        (3, "B"),
        (4, "C"),
        (5, "D"),
        (6, "E"),
    ]
    assert rules_of(log) == {2: ["not_csv"]}
    assert log.left_out[0].why[0].params == {"line": 2}


def test_offsets_in_one_file_are_instants_and_the_same_instant_keeps_its_order():
    log = log_of(
        "A,second,2026-12-01 09:00+08:00",
        "A,third,2026-12-01T01:00:00Z",
        "A,second,2026-11-30 20:00-05:00",
        "A,first,2026-12-01 02:59+02:00",
    )

    (run,) = runs_of(log.events, own_steps(), WEEKENDS_ONLY)

    assert [(step.before, step.after) for step in run.durations] == [
        ("first", "second"),
        ("second", "third"),
    ]
    assert log.left_out[0].why[0].params == {"earlier": 2}


BOM = b"\xef\xbb\xbf"
WORDS = "办件编号,环节,时间\n甲,受理,2026/12/1\n乙,办结,2026/12/2\n"


@pytest.mark.parametrize(
    ("raw", "left_out"),
    [
        (BOM + WORDS.encode("gb18030"), {}),
        (BOM + BOM + WORDS.encode(), {}),
        (WORDS.encode() + "丙,受理,2026/12/3\n".encode("gb18030"), {4: ["no_text"]}),
        (WORDS.encode("gb18030") + "丙,受理,2026/12/3\n".encode(), {4: ["no_text"]}),
        (WORDS.encode() + b"C,\0,2026/12/3\n", {4: ["no_text"]}),
        (f"{WORDS}C,x,2026/12/3".encode("utf-16") + b"\n", {4: ["no_text"]}),
    ],
    ids=["gbk_under_a_bom", "two_boms", "a_gbk_row", "a_utf_8_row", "a_nul", "half_a_character"],
)
def test_a_row_in_another_encoding_leaves_the_others_as_they_are(raw, left_out):
    log = read_log(raw)

    assert [(event.case, event.activity) for event in log.events] == [
        ("甲", "受理"),
        ("乙", "办结"),
    ]
    assert rules_of(log) == left_out


EVENT = '<event><string key="concept:name" value="受理"/>{}</event>'
AT = '<date key="time:timestamp" value="2026-12-01"/>'
LOG = (
    f'<log><trace><string key="concept:name" value="甲"/>{EVENT.format(AT)}'
    f"{EVENT.format('')}</trace>{EVENT.format(AT)}</log>"
)


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK", "gb2312", "GB18030", "UTF-16"])
def test_xes_is_read_in_its_encoding_and_an_event_of_no_trace_or_time_is_told(encoding):
    log = read_log(f'<?xml version="1.0" encoding="{encoding}"?>{LOG}'.encode(encoding))

    (event,) = log.events
    assert (event.case, event.activity) == ("甲", "受理")
    assert [row.why[0].params for row in log.left_out] == [
        {"column": "time:timestamp"},
        {"column": "case:concept:name"},
    ]
