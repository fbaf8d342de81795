"""Ask an app without a network."""

import asyncio
import json
from dataclasses import dataclass


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


def ask(app, path, *, method="GET", headers=None, scheme="http", address="127.0.0.1", body=b""):
    """Return what an app answers."""
    return asyncio.run(
        answer_of(
            app, path, method=method, headers=headers, scheme=scheme, address=address, body=body
        )
    )


async def answer_of(app, path, *, method, headers, scheme, address, body):
    given = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": given,
        "scheme": scheme,
        "root_path": "",
        "client": (address, 1),
        "server": ("hall", 80),
        "http_version": "1.1",
    }
    received = []
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message):
        received.append(message)

    await app(scope, receive, send)
    start = received[0]
    return Answer(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(message.get("body", b"") for message in received[1:]),
    )
