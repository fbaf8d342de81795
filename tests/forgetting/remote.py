"""Somebody at a kiosk that is served: what AppTest does, over the wire a browser uses."""

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from multiprocessing.connection import Client
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import TESTING_KEY
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ElementTree, Widget, parse_tree_from_messages
from websockets.sync.client import connect

from pages.kiosk.cursor import Cursor
from pages.kiosk.visit import Visit
from pages.shared.styling import plain
from tests.pages.kiosk.screens import Screen

_MEDIA = re.compile(rb"/media/[\w.]+")


class Window:
    """What a test may ask the process that serves."""

    def __init__(self, address: str) -> None:
        self._address = address

    def held(self, marker: str) -> list[str]:
        """Return what in the process holds a marker."""
        return self._asked("held", marker[::-1])

    def uploads(self, session: str) -> int:
        """Return how many uploads of a session are kept beside those that a page has taken."""
        return int(self._asked("uploads", session))

    def visit(self, session: str) -> Visit:
        """Return what the visit of a session knows."""
        known = self._asked("visit", session)
        return Visit(**known | {"cursor": Cursor(**known["cursor"])})

    def _asked(self, kind: str, about: str) -> Any:
        with Client(self._address) as asking:
            asking.send((kind, about))
            return asking.recv()


class Visits:
    """Stands where AppTest has the memory of its session."""

    def __init__(self, app: "RemoteApp") -> None:
        self._app = app

    def __getitem__(self, _key: str) -> Any:
        return self._app.window.visit(self._app.session)


class Wordings:
    """Stands where AppTest keeps how options are worded: the wire carries only their words."""

    def __init__(self, app: "RemoteApp") -> None:
        self._app = app

    def __getitem__(self, key: str) -> Callable[[Any], str]:
        (options,) = [
            list(element.options)
            for element in self._app._tree
            if getattr(element, "id", "") == key
        ]
        return lambda value: _worded(value, options)


def _worded(value: Any, options: list[str]) -> str:
    """Return how an option is worded: as it is, or in front of what it counts (1 月)."""
    words = plain({True: "是", False: "否"}.get(value, str(value)))
    wanted = (words, words.lstrip("0"))
    return next(
        option
        for want in wanted
        for option in options
        if re.split("[ 年月日时分]", option)[0] == want
    )


def _state_of(node: Widget, before: Mapping[str, WidgetState]) -> WidgetState | None:
    try:
        return node._widget_state
    except KeyError:  # nobody touched it since it was drawn
        proto = node.proto
        drawn_anew = getattr(proto, "set_value", False)
        if node.id in before and not drawn_anew:
            return before[node.id]
    try:
        node.set_value(_default_of(proto))
        return node._widget_state
    except (AttributeError, TypeError, ValueError, StopIteration):  # nothing stands in it
        return None


def _default_of(proto: Any) -> Any:
    if hasattr(proto, "options"):
        return proto.options[proto.default] if proto.HasField("default") else None
    return proto.value if proto.set_value else proto.default


class RemoteTree(ElementTree):
    """What is on the screen; as a browser does, it sends what stands in every widget."""

    def get_widget_states(self) -> WidgetStates:
        app: RemoteApp = self._runner
        for node in self:
            if isinstance(node, Widget):
                state = _state_of(node, app.states)
                if state is not None:
                    app.states[state.id] = state
        return WidgetStates(widgets=app.states.values())


class RemoteApp(AppTest):
    """One browser page; ``served`` are all addresses that were told to it."""

    def __init__(self, address: str, window: Window, *, query: str = "", page: str = "") -> None:
        super().__init__("kiosk_app.py", default_timeout=60)
        self.address, self.window, self.query, self.page = address, window, query, page
        self.states: dict[str, WidgetState] = {}
        self.served: set[str] = set()
        self.session, self.session_state = "", Visits(self)
        self._session_state[TESTING_KEY] = Wordings(self)
        self._xsrf = _xsrf(address)
        wire = connect(
            address.replace("http", "ws") + "/_stcore/stream",
            origin=address,
            subprotocols=["streamlit", self._xsrf],
            max_size=None,
            additional_headers={"Cookie": f"_streamlit_xsrf={self._xsrf}"},
        )
        self._wire = ExitStack().enter_context(wire)

    def _run(self, widget_state: Any = None, timeout: float | None = None) -> AppTest:
        self._upload()
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = self.page
        if widget_state is not None:
            asked.rerun_script.widget_states.CopyFrom(widget_state)
        self._wire.send(asked.SerializeToString())
        self._tree = parse_tree_from_messages(self._answer(timeout or self.default_timeout))
        self._tree.__class__ = RemoteTree
        self._tree._runner = self
        there = {getattr(node, "id", "") for node in self._tree}
        self.states = {
            key: state
            for key, state in self.states.items()
            if key in there and state.WhichOneof("value") not in _TRIGGERS
        }
        return self

    def _answer(self, timeout: float) -> list[ForwardMsg]:
        messages: list[ForwardMsg] = []
        while True:
            content = self._wire.recv(timeout)
            self.served |= {path.decode() for path in _MEDIA.findall(content)}
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                messages = []
                self.session = message.new_session.initialize.session_id
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return messages
            else:
                messages.append(message)

    def _upload(self) -> None:
        for widget in self._tree.file_uploader:
            for file_id, name, content, media_type in widget._get_files_to_register():
                self.put(file_id, name, content, media_type)

    def put(self, file_id: str, name: str, content: bytes, media_type: str) -> None:
        """Upload a file as a browser does."""
        path = f"/_stcore/upload_file/{self.session}/{file_id}"
        self.served.add(path)
        head = (
            f'--frontier\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        )
        body = head.encode() + content + b"\r\n--frontier--\r\n"
        headers = {
            "Content-Type": "multipart/form-data; boundary=frontier",
            "X-Xsrftoken": self._xsrf,
            "Cookie": f"_streamlit_xsrf={self._xsrf}",
        }
        urlopen(Request(self.address + path, body, headers, method="PUT")).close()

    def trigger(self, component: str, event: str) -> None:
        """Let a component of ours say that something happened."""
        (node,) = [
            node for node in self.get("bidi_component") if node.proto.component_name == component
        ]
        state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{node.proto.id}__events")
        state.json_trigger_value = f'[{{"event": "{event}", "value": 1}}]'
        self._run(WidgetStates(widgets=[*self.states.values(), state]))

    def cut(self) -> None:
        """Go without a word, as when the power fails."""
        self._wire.socket.close()

    def close(self) -> None:
        """Close the page."""
        self._wire.close()


_TRIGGERS = {"trigger_value", "string_trigger_value", "json_trigger_value"}


class RemoteScreen(Screen):
    """One visit at a served kiosk."""

    def __init__(self, app: RemoteApp, service: Any) -> None:
        self.app, self.service = app, service
        app.run()


def _xsrf(address: str) -> str:
    with urlopen(f"{address}/_stcore/health") as answer:
        cookie = answer.headers["Set-Cookie"]
    return re.search("_streamlit_xsrf=([^;]+)", cookie)[1]


def fetched(address: str) -> bytes:
    """Return what anybody gets at an address, without a cookie."""
    try:
        with urlopen(address) as answer:
            return answer.read()
    except HTTPError as refused:
        return refused.read()
