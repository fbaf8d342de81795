"""A form on paper is entered: whoever enters it copies the signature, and draws none."""

import pytest
from streamlit.testing.v1 import AppTest

from core.i18n import DEFAULT_LOCALE


def _script(locale, form):
    from pages.kiosk.dialogs.signing import ask_signature  # noqa: PLC0415 -- AppTest ships source
    from pages.kiosk.visit import Visit  # noqa: PLC0415

    ask_signature("mark", "SCJG-01", Visit(locale=locale, on_paper=form))


def asked(form):
    return AppTest.from_function(_script, args=(DEFAULT_LOCALE, form), default_timeout=60).run()


@pytest.fixture
def form():
    return {"number": "261129-ACDE-FGHY", "at": "2026-11-29T09:00:00+08:00"}


def test_the_name_on_the_paper_is_copied_and_nothing_is_drawn(form):
    page = asked(form)

    assert [entry.label for entry in page.text_input] == ["纸上签的是谁的姓名"]
    assert len(page.button) == 0


def test_whoever_is_there_may_draw(form):
    page = asked({})

    assert [button.key for button in page.button] == ["sign_way"]
    assert len(page.text_input) == 0
