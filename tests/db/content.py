"""What tests put into a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.cases.history import next_event
from core.cases.models import Application, Case, Upload
from core.themes.publishing import ThemeVersion, checksum_of, snapshot_of

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


def a_case(number="261124-ACDE-FGHY", key="key-1"):
    upload = Upload("doc", "premises", "平面图.pdf", "application/pdf", 12, "a" * 64)
    application = Application(
        submission_key=key,
        theme_code=THEME,
        theme_version=1,
        answers={"area_biz": 60, "kinds": ["热食", "冷食"]},
        values={"per.name@principal": "林秋月", "area@premises": 60.5},
        uploads=(upload, replace(upload, name="第二页.pdf")),
        deferred=("report@premises",),
    )
    return Case(
        number=number,
        application=application,
        received_at=NOW,
        applicant_name="林秋月",
        matters=("GA-01", "GA-02"),
        history=(an_event((), number, uploads=2),),
    )
