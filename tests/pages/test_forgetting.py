"""What Streamlit keeps of people goes away; `tests/forgetting` looks into a whole process."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.shared.forgetting import SessionWatch


@pytest.fixture
def uploads():
    return MemoryUploadedFileManager("/upload")


def test_an_upload_that_no_page_took_goes_after_ten_minutes(uploads):
    watch, runtime = SessionWatch(1), SimpleNamespace(uploaded_file_mgr=uploads)
    uploads.add_file("a session", UploadedFileRec("early", "a.pdf", "application/pdf", b"1"))
    watch._drop_late_uploads(runtime, 1_000.0)
    uploads.add_file("a session", UploadedFileRec("late", "b.pdf", "application/pdf", b"2"))

    watch._drop_late_uploads(runtime, 1_599.0)
    assert set(uploads.file_storage["a session"]) == {"early", "late"}
    watch._drop_late_uploads(runtime, 1_600.0)

    assert set(uploads.file_storage["a session"]) == {"late"}


def test_a_page_that_is_run_by_nobody_forgets_nothing_and_fails_not():
    SessionWatch(1).look()
