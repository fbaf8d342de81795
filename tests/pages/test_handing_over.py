"""Files and pictures go to the browser within the page, and have no address (law 14)."""

import re
from base64 import b64decode

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.pages.handed import handed_over

ADDRESSED = ("download_button", "image", "audio", "video", "pdf", "logo", "pyplot")
"""What of Streamlit's leaves a file at an address, for anybody who has it."""
_CALLED = re.compile(rf"\.({'|'.join(ADDRESSED)})\(|import .*\b({'|'.join(ADDRESSED)})\b")

CONTENT = bytes(range(256))


def _script(content):
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source, not closures

    from core.errors import StorageError  # noqa: PLC0415
    from pages.shared.handing_over import offer_file  # noqa: PLC0415

    def had():
        if not content:
            raise StorageError
        return content

    st.button("other", key="other")
    try:
        offer_file("take", had, name="秋月.pdf", media_type="application/pdf", key="take")
    except StorageError:
        st.write("gone")


@pytest.fixture
def app():
    return AppTest.from_function(_script, args=(CONTENT,)).run()


def test_no_page_gives_a_file_an_address():
    called = [
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in sorted((ROOT / "pages").rglob("*.py"))
        for found in _CALLED.finditer(file.read_text("utf-8"))
    ]

    assert called == []


def test_a_file_is_sent_when_it_is_asked_for_and_only_then(app):
    assert handed_over(app) == []

    app.button(key="take").click().run()

    (handed,) = handed_over(app)
    assert b64decode(handed["content"]) == CONTENT
    assert (handed["name"], handed["type"]) == ("秋月.pdf", "application/pdf")

    app.button(key="other").click().run()

    assert handed_over(app) == []


def test_a_file_that_is_asked_for_again_is_another_one(app):
    marks = set()
    for _ in range(2):
        app.button(key="take").click().run()
        marks.add(handed_over(app)[0]["mark"])

    assert len(marks) == 2


def test_a_file_that_cannot_be_had_is_reported_where_it_was_asked_for():
    app = AppTest.from_function(_script, args=(b"",)).run()

    app.button(key="take").click().run()

    assert not app.exception
    assert app.markdown[0].value == "gone"
