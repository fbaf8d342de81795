"""Talk to a served app as a browser does: by websocket, in Streamlit's messages."""

import urllib.request
from contextlib import contextmanager
from urllib.error import HTTPError

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE = 20


def fetch(address, path, *, method="GET", data=None, headers=None):
    """Return status, headers and body of an answer."""
    request = urllib.request.Request(address + path, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


class Browser:
    """One connection. ``session`` is the one that the server gave it."""

    def __init__(self, socket):
        self.socket = socket
        self.session = ""

    def say(self, **message):
        self.socket.send(BackMsg(**message).SerializeToString())

    def run(self, page="", query=""):
        """Run the page, or what is asked for by an address, and return the texts that it shows."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        self.socket.send(message.SerializeToString())
        return self.shown()

    def shown(self):
        texts = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=PATIENCE))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            if kind == "delta":
                texts.append(message.delta.new_element.markdown.body)
            if kind == "script_finished":
                return [text for text in texts if text]


@contextmanager
def browser(address, *, session="", headers=None, source=None):
    """Open a page; ``session`` is the one that this browser had before it lost the connection."""
    url = address.replace("http://", "ws://") + "/_stcore/stream"
    asked = ["streamlit", "none", session] if session else ["streamlit", "none"]
    with connect(
        url,
        subprotocols=asked,
        additional_headers=headers,
        open_timeout=PATIENCE,
        max_size=None,
        source_address=(source, 0) if source else None,
    ) as socket:
        yield Browser(socket)


def xsrf(address):
    """Return the headers that a request needs to change anything."""
    _, headers, _ = fetch(address, "/_stcore/health")
    cookie = headers["set-cookie"].split(";")[0]
    return {"Cookie": cookie, "X-Xsrftoken": cookie.split("=", 1)[1]}


def send_file(address, session, content, *, name="paper"):
    """Send a file as the page would; return the status."""
    edge = "edge"
    body = (
        (
            f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="f.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        ).encode()
        + content
        + f"\r\n--{edge}--\r\n".encode()
    )
    headers = {**xsrf(address), "Content-Type": f"multipart/form-data; boundary={edge}"}
    path = f"/_stcore/upload_file/{session}/{name}"
    return fetch(address, path, method="PUT", data=body, headers=headers)[0]


def numbers(address, token):
    """Return what the server counted, by name."""
    _, _, body = fetch(address, "/metrics", headers={"Authorization": f"Bearer {token}"})
    lines = [line for line in body.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}
