"""An officer is told what is not in force any more of what a running case rests on."""

from datetime import date
from types import SimpleNamespace

from streamlit.testing.v1 import AppTest

from core.catalogue.stops import MatterStop, RepealedLaw, StopReason
from core.services.officers.seen_validity import SeenValidity

STOP = MatterStop("WJ-01", "甲", StopReason.OVER, date(2026, 12, 1), ("乙",))
LAW = RepealedLaw("甲条例", date(2026, 1, 1), "乙条例")


def script(task):
    from pages.designer.office.validity import show_validity  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    show_validity(task, current_workspace())


def shown(validity, *, is_undecided=True):
    task = SimpleNamespace(
        validity=validity,
        review=SimpleNamespace(is_undecided=is_undecided),
        case=SimpleNamespace(application=SimpleNamespace(theme_version=3)),
    )
    app = AppTest.from_function(script, args=(task,)).run(timeout=60)
    assert not app.exception
    return "".join(element.proto.body for element in app.get("html"))


def test_the_day_and_what_took_the_place_are_named_and_the_case_goes_on():
    words = shown(SeenValidity(STOP, (LAW,)))

    assert "自 2026-12-01 起停用" in words
    assert "《甲条例》自 2026-01-01 起失效" in words
    assert "主题第 3 版" in words


def test_nothing_is_told_where_all_is_as_it_was_or_decided():
    assert shown(None) == ""
    assert shown(SeenValidity(STOP, ()), is_undecided=False) == ""
