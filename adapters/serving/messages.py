"""What a browser may say to Streamlit. Everything else is for developers, and is not passed on."""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

_ALLOWED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"})
_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
UNREADABLE = "unreadable"


def refused_kind(data: bytes) -> str:
    """Return what kind of message is not passed on, nothing if it is.

    ``clear_cache`` forgets what all visitors share, ``set_run_on_save`` and ``load_git_info`` are
    for whoever writes an app, ``debug_*`` stop it, ``install_skills`` writes files on the server.
    A kind that a later version brings is refused until somebody has looked at it.

    Examples:
        >>> refused_kind(BackMsg(clear_cache=True).SerializeToString())
        'clear_cache'
        >>> refused_kind(BackMsg(app_heartbeat=True).SerializeToString())
        ''
    """
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return UNREADABLE
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        operation = message.backend_operation_request.WhichOneof("payload")
        return "" if operation in _OPERATIONS else operation or UNREADABLE
    return "" if kind in _ALLOWED else kind or UNREADABLE
