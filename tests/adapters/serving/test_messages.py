import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from adapters.serving.messages import UNREADABLE, refused_kind

NEEDED = ["rerun_script", "stop_script", "file_urls_request", "app_heartbeat"]


def message(kind):
    sent = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type is None:
        setattr(sent, kind, True)
    else:
        getattr(sent, kind).SetInParent()
    return sent


def operation(kind):
    message = BackMsg()
    getattr(message.backend_operation_request, kind).SetInParent()
    return message.SerializeToString()


@pytest.mark.parametrize("kind", NEEDED)
def test_what_a_visitors_browser_needs_is_passed_on(kind):
    assert refused_kind(message(kind).SerializeToString()) == ""


@pytest.mark.parametrize(
    "kind", sorted({field.name for field in BackMsg.DESCRIPTOR.fields} - {*NEEDED})
)
def test_every_other_message_that_streamlit_knows_is_refused(kind):
    assert refused_kind(message(kind).SerializeToString())


@pytest.mark.parametrize("kind", ["install_skills", "dismiss_skills_nudge"])
def test_nobody_has_the_server_write_files(kind):
    assert refused_kind(operation(kind)) == kind


def test_files_made_when_they_are_asked_for_are_needed():
    assert refused_kind(operation("deferred_file")) == ""


@pytest.mark.parametrize("data", [b"", b"\xff\xff\xff", b"GET / HTTP/1.1", bytes(1000)])
def test_what_is_no_message_is_refused(data):
    assert refused_kind(data) == UNREADABLE


def test_the_last_of_two_messages_in_one_counts():
    both = message("app_heartbeat").SerializeToString() + message("clear_cache").SerializeToString()

    assert refused_kind(both) == "clear_cache"
