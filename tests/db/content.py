"""What tests put into a database."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import inspect, text

from core.cases.history import next_event
from core.cases.models import Application, Case, CaseStatus, Upload
from core.cases.sealing import (
    answer_seal,
    correction_seal,
    document_of,
    file_seal,
    receipt_seals,
)
from core.review.models import Correction, Fault
from core.themes.publishing import ThemeVersion, checksum_of, snapshot_of
from db.instants import UtcInstant

NOW = datetime(2026, 11, 24, 2, 32, 7, 123456, tzinfo=UTC)
THEME = "T07"


def a_version(catalogue, number=1, code=THEME):
    theme = catalogue.themes[code]
    checksum = checksum_of(snapshot_of(theme, catalogue))
    return ThemeVersion(code, number, theme, catalogue, checksum, NOW, "tests")


def an_event(history, number, action="received", **details):
    at = NOW + timedelta(minutes=len(history))
    return next_event(
        history, case_number=number, at=at, actor="kiosk", action=action, details=details
    )


def a_case(number="261124-ACDE-FGHY", key="key-1", *, file="平面图.pdf", digest="a" * 64):
    upload = Upload("doc", "premises", file, "application/pdf", 12, digest)
    application = Application(
        submission_key=key,
        theme_code=THEME,
        theme_version=1,
        answers={"area_biz": 60, "kinds": ["热食", "冷食"]},
        values={"per.name@principal": "林秋月", "area@premises": 60.5},
        uploads=(upload, replace(upload, name="第二页.pdf")),
        deferred=("report@premises",),
    )
    case = Case(
        number=number,
        application=application,
        received_at=NOW,
        applicant_name="林秋月",
        matters=("GA-01", "GA-02"),
    )
    return sealed(case)


def sealed(case):
    """A case with the one entry that its receipt writes."""
    return replace(case, history=(an_event((), case.number, seals=receipt_seals(case)),))


def a_correction(place="F01", number=1, *, matter="GA-01"):
    fault = Fault(place, "名称", "与招牌不同", "写招牌上的名称")
    return Correction(matter, number, fault, "officer", NOW, date(2026, 12, 8))


def add_life(stores, case, *, matter="GA-01"):
    """Let everything happen to a case that can: supplied, asked, answered, rated, withdrawn."""
    key, uploads = case.application.submission_key, case.application.uploads
    history = list(case.history)

    def append(action, **seals):
        history.append(an_event(history, case.number, action, seals=seals))
        stores.cases.append(history[-1])

    append("supplied", files=[file_seal(key, len(uploads), uploads[0])])
    stores.cases.add_file(case.number, uploads[0])
    asked = [a_correction(place, matter=matter) for place in ("F01", "F02")]
    append("asked", corrections=[correction_seal(key, c.as_row(at)) for at, c in enumerate(asked)])
    for correction in asked:
        stores.corrections.add(case.number, correction)
    append("corrected", answers={"0": answer_seal(key, 0, "招牌", NOW)})
    stores.corrections.answer(case.number, asked[0], "招牌", NOW)
    append("withdrawn")
    stores.cases.set_status(case.number, CaseStatus.WITHDRAWN)


def _plain(name, columns, *typed):
    """A table as it was before anything was sealed."""
    return sa.table(name, *typed, *map(sa.column, columns.split()))


PLAIN = {
    "case": _plain(
        "service_case",
        "hall number submission_key theme_code theme_version status applicant_name last_digest",
        sa.column("application", sa.JSON),
        sa.column("matters", sa.JSON),
        sa.column("received_at", UtcInstant),
    ),
    "event": _plain(
        "case_event",
        "hall case_number sequence actor action previous digest",
        sa.column("at", UtcInstant),
        sa.column("details", sa.JSON),
    ),
    "file": _plain(
        "case_file", "hall case_number position document subject name media_type size digest"
    ),
    "correction": _plain(
        "correction",
        "hall case_number matter place number position label wrong remedy asked_by answer",
        sa.column("asked_at", UtcInstant),
        sa.column("until", sa.Date),
        sa.column("answered_at", UtcInstant),
    ),
}


def add_plain(connection, case, hall="demo", *, corrections=()):
    """Write a case as it was written before there were seals and a log."""
    document = document_of(case.application)
    connection.execute(
        sa.insert(PLAIN["case"]).values(
            hall=hall,
            number=case.number,
            submission_key=document["submission_key"],
            theme_code=document["theme_code"],
            theme_version=document["theme_version"],
            status=str(case.status),
            applicant_name=case.applicant_name,
            application=document,
            matters=list(case.matters),
            received_at=case.received_at,
            last_digest=case.history[-1].digest,
        )
    )
    key = {"hall": hall, "case_number": case.number}
    rows = [("event", asdict(event)) for event in case.history]
    for at, upload in enumerate(case.application.uploads):
        rows.append(("file", {"position": at, **asdict(upload)}))
    rows += (("correction", correction.as_row(at)) for at, correction in enumerate(corrections))
    for table, row in rows:
        connection.execute(sa.insert(PLAIN[table]).values(**{**row, **key}))


def drop_triggers(engine):
    """Do what only somebody with every right to the database can do."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'"))
            for (name,) in names.all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in inspect(connection).get_table_names():
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))


def change(engine, *statements):
    """Change what is stored behind the program's back, keys of other tables or not."""
    drop_triggers(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")  # only between transactions
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()
    engine.dispose()


def another_value(sql_type):
    """Return what a column of a type can hold as well, as SQL: surely not what it holds."""
    kind = str(sql_type).upper()
    if kind.startswith("JSON"):
        return """'{"other": 1}'"""
    if kind.startswith(("TIMESTAMP", "DATETIME")):
        return "'2020-02-02 02:02:02.000002'"
    if kind.startswith("DATE"):
        return "'2020-02-02'"
    return "7777" if kind.startswith(("INTEGER", "BIGINT")) else "'other'"
