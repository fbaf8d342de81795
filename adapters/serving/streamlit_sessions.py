"""What has to be known of Streamlit's own memory: which sessions there are, and their files.

Streamlit says this nowhere else. A test serves an app and fails when a version changes it.
"""

from dataclasses import dataclass

from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager


@dataclass(frozen=True, slots=True)
class Held:
    """What lies in memory of uploads: of one session, and of all."""

    files: int = 0
    of_session: int = 0
    of_all: int = 0


def is_known(session: str) -> bool:
    """Say whether there is such a session, connected or waiting for its browser to return."""
    if not session or not Runtime.exists():
        return False
    return Runtime.instance()._session_mgr.get_session_info(session) is not None


def held_uploads(session: str) -> Held:
    """Return how much of uploads is in memory."""
    if not Runtime.exists():
        return Held()
    manager = Runtime.instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return Held()
    sizes = {
        session: [len(file.data) for file in list(files.values())]
        for session, files in list(manager.file_storage.items())
    }
    own = sizes.get(session, [])
    return Held(len(own), sum(own), sum(map(sum, sizes.values())))
