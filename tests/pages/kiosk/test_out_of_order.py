"""A kiosk that cannot begin says so in the words of those who stand before it."""

import pytest
from streamlit.testing.v1 import AppTest

import runtime
from core.errors import AlteredRecordError, SettingsError, StoreUnreadableError
from core.i18n import messages_of
from tests.conftest import ROOT

TROUBLES = [
    StoreUnreadableError(reason="DatabaseError"),
    AlteredRecordError(what="catalogue_file matters/SCJG.yaml"),
    SettingsError(problems="DONE_ONCE_SECRET_KEY: too short"),
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: type(trouble).__name__)
def test_a_kiosk_that_cannot_begin_tells_citizens_what_to_do(trouble, monkeypatch, caplog):
    def fail():
        raise trouble

    monkeypatch.setattr(runtime, "citizen_use_cases", fail)
    app = AppTest.from_file(str(ROOT / "kiosk_app.py"), default_timeout=60).run()

    shown = "".join(element.proto.body for element in app.get("html"))
    what, _, _ = messages_of("zh-CN")["error.citizen.out_of_order"].partition(" · ")
    assert not app.exception
    assert what in shown
    assert not any(str(value) in shown for value in trouble.params.values())
    assert str(trouble) in caplog.text
