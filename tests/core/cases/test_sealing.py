"""Everything on a case hangs together by its history (law 20)."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases.history import next_event
from core.cases.models import Application, Case, CaseStatus, Upload
from core.cases.records import CaseRecord, Difference
from core.cases.sealing import (
    SEALS,
    answer_seal,
    correction_seal,
    differences,
    document_of,
    file_seal,
    missing_seals,
    receipt_seals,
)
from core.review.models import Correction, Fault

NUMBER = "261124-ACDE-FGHY"
NOW = datetime(2026, 11, 24, 2, 32, 7, 5, tzinfo=UTC)
KEY = "key-1"
words = st.text(max_size=8)
values = st.recursive(
    words | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
files = st.builds(Upload, words, words, words, words, st.integers(0), words)
faults = st.builds(Fault, words, words, words, words)
answers = st.text(min_size=1, max_size=8)


def event(history, action, **details):
    return next_event(
        history,
        case_number=NUMBER,
        at=NOW + timedelta(hours=len(history)),
        actor="a",
        action=action,
        details=details,
    )


@st.composite
def records(draw):
    """Draw a case as a whole life leaves it: received, supplied, asked, answered, withdrawn."""
    uploads = draw(st.lists(files, max_size=3))
    given_values = draw(st.dictionaries(words, values, max_size=3))
    application = Application(KEY, "T01", 1, {"area": 60}, given_values, tuple(uploads))
    case = Case(NUMBER, application, NOW, applicant_name=draw(words), matters=("A-1", "B-2"))
    history = [event((), "received", seals=receipt_seals(case))]
    for upload in draw(st.lists(files, max_size=2)):
        seal = file_seal(KEY, len(uploads), upload)
        history.append(event(history, "supplied", seals={"files": [seal]}))
        uploads.append(upload)
    asked = [
        Correction("A-1", at + 1, fault, "o", NOW, date(2026, 12, 8)).as_row(at)
        for at, fault in enumerate(draw(st.lists(faults, max_size=3)))
    ]
    history.append(
        event(history, "asked", seals={"corrections": [correction_seal(KEY, r) for r in asked]})
    )
    for at in draw(
        st.lists(st.sampled_from(range(len(asked))), unique=True) if asked else st.just([])
    ):
        asked[at] |= {"answer": draw(answers), "answered_at": NOW}
        seal = answer_seal(KEY, at, asked[at]["answer"], NOW)
        history.append(event(history, "corrected", seals={"answers": {str(at): seal}}))
    status = CaseStatus.RECEIVED
    if draw(st.booleans()):
        history.append(event(history, "withdrawn"))
        status = CaseStatus.WITHDRAWN
    columns = {
        "submission_key": KEY,
        "theme_code": "T01",
        "theme_version": 1,
        "status": status,
        "applicant_name": case.applicant_name,
        "matters": list(case.matters),
        "received_at": NOW,
        "last_digest": history[-1].digest,
    }
    rows = {at: asdict(upload) | {"position": at} for at, upload in enumerate(uploads)}
    return CaseRecord(
        NUMBER, columns, document_of(application), tuple(history), rows, dict(enumerate(asked))
    )


def other(value):
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, int):
        return value + 1
    return [value] if value is None else [*value, "x"] if isinstance(value, list) else {"x": value}


@given(records())
def test_a_case_as_written_is_whole(record):
    assert list(differences(record)) == []
    assert missing_seals(record) == {}


@given(records(), st.data())
def test_any_change_of_any_column_is_found_and_named(record, data):
    looked_up = {"submission_key"}  # compared where it is computed
    name = data.draw(st.sampled_from(sorted(record.columns.keys() - looked_up)))
    columns = {**record.columns, name: other(record.columns[name])}

    found = list(differences(replace(record, columns=columns)))

    assert [difference.place for difference in found] == [f"service_case.{name}"]


@given(records())
def test_what_a_case_is_found_by_and_does_not_fit_is_reported(record):
    astray = replace(record, astray=("service_case.name_marks", "file_use"))

    assert [difference.place for difference in differences(astray)] == [
        "service_case.name_marks",
        "file_use",
    ]


@given(records(), st.booleans())
def test_of_a_case_without_its_key_the_history_alone_is_compared(record, is_rightly):
    history = (*record.history, event(record.history, "erased")) if is_rightly else record.history
    columns = {**record.columns, "last_digest": history[-1].digest, "applicant_name": "gone"}
    closed = replace(record, history=history, columns=columns, application={}, is_closed=True)

    assert [difference.place for difference in differences(closed)] == (
        [] if is_rightly else ["data_key"]
    )
    cut = replace(closed, history=history[1:])
    assert "case_event" in {difference.place for difference in differences(cut)}


@given(records(), st.data())
def test_any_change_of_the_application_is_found(record, data):
    name = data.draw(st.sampled_from(sorted(record.application)))
    document = {**record.application, name: other(record.application[name])}

    assert "service_case.application" in places(replace(record, application=document))


def test_what_is_added_to_the_application_is_found():
    case = Case(NUMBER, Application(KEY, "T01", 1, {}, {}), NOW)
    history = (event((), "received", seals=receipt_seals(case)),)
    columns = {
        "submission_key": KEY,
        "theme_code": "T01",
        "theme_version": 1,
        "status": "received",
        "applicant_name": "",
        "matters": [],
        "received_at": NOW,
        "last_digest": history[0].digest,
    }
    record = CaseRecord(NUMBER, columns, document_of(case.application), history, {}, {})

    assert places(record) == []
    assert places(replace(record, application={**record.application, "paid": True})) == [
        "service_case.application"
    ]


@pytest.mark.parametrize("kind", ["files", "corrections"])
@given(record=records(), data=st.data())
def test_rows_changed_dropped_or_added_are_found(kind, record, data):
    rows = dict(getattr(record, kind))
    table = {"files": "case_file", "corrections": "correction"}[kind]
    change = data.draw(st.sampled_from(["alter", "drop", "add"] if rows else ["add"]))
    at = data.draw(st.sampled_from(sorted(rows))) if rows else 0
    if change == "alter":
        part = data.draw(st.sampled_from(sorted(set(rows[at]) - {"answer", "answered_at"})))
        rows[at] = {**rows[at], part: other(rows[at][part])}
    elif change == "drop":
        del rows[at]
    else:
        at = len(rows)
        rows[at] = {**rows.get(0, {}), "answer": "", "answered_at": None, "position": at}

    assert f"{table} {at}" in places(replace(record, **{kind: rows}))


@given(records(), answers)
def test_an_answer_changed_taken_back_or_made_up_is_found(record, words):
    for at, row in record.corrections.items():
        answered = {**row, "answer": row["answer"] + words, "answered_at": NOW}
        assert f"correction.answer {at}" in places(with_correction(record, at, answered))
        if row["answered_at"]:
            silent = {**row, "answer": "", "answered_at": None}
            assert f"correction.answer {at}" in places(with_correction(record, at, silent))


@given(records())
def test_a_case_from_before_seals_is_sealed_once_by_one_more_entry(record):
    bare = ()
    for entry in record.history:
        details = {name: value for name, value in entry.details.items() if name != SEALS}
        bare = (*bare, event(bare, entry.action, **details))
    columns = {**record.columns, "last_digest": bare[-1].digest}
    old = replace(record, history=bare, columns=columns)
    sealing = event(bare, "sealed", seals=missing_seals(old))

    new = replace(old, history=(*bare, sealing), columns={**columns, "last_digest": sealing.digest})

    assert next(differences(old)) == Difference("service_case", "unsealed")
    assert list(differences(new)) == []
    assert missing_seals(new) == {}


@given(records(), words)
def test_who_alters_and_seals_anew_is_still_found(record, name):
    """What is sealed stays sealed: a later entry cannot say otherwise."""
    altered = {**record.columns, "applicant_name": record.columns["applicant_name"] + "x"}
    case = Case(
        NUMBER, Application(KEY, "T01", 1, {}, {}), NOW, applicant_name=altered["applicant_name"]
    )
    again = event(record.history, "sealed", seals=receipt_seals(case))
    altered["last_digest"] = again.digest

    found = places(replace(record, columns=altered, history=(*record.history, again)))

    assert "service_case.applicant_name" in found


def with_correction(record, at, row):
    return replace(record, corrections={**record.corrections, at: row})


def places(record):
    return [difference.place for difference in differences(record)]
