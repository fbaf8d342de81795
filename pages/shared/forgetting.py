"""Where Streamlit keeps what people give, and how it goes away (law 14).

Only this module knows these places. What is uploaded lies in a store of uploads for as long as
the session lives, which at a kiosk is for days. Every widget that a session ever drew is kept
with its callback, and so with whatever the callback is about. Files that pages hand out by
``st.download_button`` or ``st.image`` lie where anybody fetches them who has the address; no page
uses them (:mod:`pages.shared.handing_over`). A session that is cut off waits for its browser, and
is looked at again only when somebody else comes.
"""

import asyncio
import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import is_element_id
from streamlit.runtime.uploaded_file_manager import UploadedFile

Key = TypeVar("Key")

_UPLOADS_LIE_SECONDS = 600.0
"""A page takes an upload as soon as it is there; what came too late for it is nobody's."""
_COLLECTED_TIMES = 3
"""What refers to itself goes when it is collected: now, and when what runs now has run."""
_PATIENCE = 10.0

_somebody_left = Event()
"""In any session of this process."""
_left: set[str] = set()
"""Sessions that somebody left, and that have not been drawn from their beginning since."""


def drop_upload(file: UploadedFile) -> None:
    """Remove one upload of this session, which has been taken or refused."""
    context = get_script_run_ctx()
    if context is not None:
        uploads: Any = context.uploaded_file_mgr
        uploads.remove_file(context.session_id, file.file_id)


def leave_session() -> None:
    """Remove all that was uploaded or handed out in this session, whether it was taken or not.

    What its widgets hold goes when the page is drawn from its beginning (:func:`begin_session`).
    """
    context = get_script_run_ctx()
    if context is None:
        return
    context.uploaded_file_mgr.remove_session_files(context.session_id)
    if Runtime.exists():
        media = Runtime.instance().media_file_mgr
        media.clear_session_refs(context.session_id)
        media.remove_orphaned_files()  # which marks what was for downloading
        media.remove_orphaned_files()
    _left.add(context.session_id)
    _somebody_left.set()


def begin_session() -> None:
    """Forget the widgets of whoever left this session; to be called before any is drawn."""
    context = get_script_run_ctx()
    if context is None or context.session_id not in _left:
        return
    _left.discard(context.session_id)
    with context.session_state._lock:
        state = context.session_state._state
        state._new_widget_state.states.clear()
        state._new_widget_state.widget_metadata.clear()
        for key in [key for key in state._old_state if is_element_id(key)]:
            del state._old_state[key]


@dataclass
class SessionWatch:
    """Ends sessions whose browser is gone, without anybody else having to come.

    ``seconds`` is how long a browser that lost its connection may take to come back. ``let_go``
    is given the memory of each session that ends. Sessions are touched only on the thread that
    Streamlit serves them on; :meth:`look` is called on another, again and again.
    """

    seconds: float
    let_go: Callable[[Mapping[str, Any]], None] = lambda _memory: None
    _missed: dict[str, float] = field(default_factory=dict)
    _uploaded: dict[tuple[str, str], float] = field(default_factory=dict)
    _to_collect: int = 0

    def look(self) -> None:
        """End what is over."""
        for memory in self._ended():
            _somebody_left.set()
            self.let_go(memory)
        self._collect()

    def _ended(self) -> list[Mapping[str, Any]]:
        if not Runtime.exists():
            return []
        loop = Runtime.instance()._get_async_objs().eventloop
        return asyncio.run_coroutine_threadsafe(self._end(), loop).result(_PATIENCE)

    async def _end(self) -> list[Mapping[str, Any]]:
        runtime, now = Runtime.instance(), monotonic()
        sessions = runtime._session_mgr
        cut_off = {
            info.session.id: info.session
            for info in sessions.list_sessions()
            if not sessions.is_active_session(info.session.id)
        }
        self._missed = _since(self._missed, cut_off, now)
        memories: list[Mapping[str, Any]] = []
        for key in _over(self._missed, now - self.seconds):
            memories.append(cut_off[key].session_state.filtered_state)
            runtime.close_session(key)
            _left.discard(key)
            del self._missed[key]
        self._drop_late_uploads(runtime, now)
        return memories

    def _drop_late_uploads(self, runtime: Runtime, now: float) -> None:
        uploads: Any = runtime.uploaded_file_mgr
        there = [(key, file) for key, files in list(uploads.file_storage.items()) for file in files]
        self._uploaded = _since(self._uploaded, there, now)
        for key, place in _over(self._uploaded, now - _UPLOADS_LIE_SECONDS):
            uploads.remove_file(key, place)

    def _collect(self) -> None:
        if _somebody_left.is_set():
            _somebody_left.clear()
            self._to_collect = _COLLECTED_TIMES
        if self._to_collect:
            self._to_collect -= 1
            gc.collect()


def _since(before: Mapping[Key, float], there: Iterable[Key], now: float) -> dict[Key, float]:
    """Return since when what is there is there."""
    return {key: before.get(key, now) for key in there}


def _over(since: Mapping[Key, float], until: float) -> list[Key]:
    """Return what has been there since before."""
    return [key for key, at in since.items() if at <= until]
