import asyncio

import pytest

from adapters.serving.limits import FILES_PER_SESSION, Limits
from adapters.serving.streamlit_sessions import Held
from adapters.serving.upload_gate import UploadGate

LIMITS = Limits(1, 1, upload_bytes_per_session=100, upload_bytes=300)
LARGEST = 60


class Server:
    """What stands behind the gate: it takes files until it is told to finish."""

    def __init__(self, held=None):
        self.held = held or Held()
        self.begun = []
        self.may_finish = asyncio.Event()
        self.gate = UploadGate(self.take, limits=LIMITS, held=lambda _: self.held, largest=LARGEST)

    async def take(self, scope, receive, send):
        self.begun.append(scope["path"])
        await self.may_finish.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def put(self, session, size=None, *, method="PUT"):
        headers = [] if size is None else [(b"content-length", str(size).encode())]
        scope = {
            "type": "http",
            "method": method,
            "headers": headers,
            "path": f"/_stcore/upload_file/{session}/file",
        }
        received = []

        async def send(message):
            received.append(message)

        async def receive():
            return {"type": "http.request", "body": b"x", "more_body": False}

        await self.gate(scope, receive, send)
        return received[0]["status"]


def run(test):
    return asyncio.run(test())


@pytest.mark.parametrize(
    ("held", "size", "status"),
    [
        (Held(), 100, 204),
        (Held(), 101, 507),
        (Held(files=1, of_session=50, of_all=50), 51, 507),
        (Held(files=1, of_session=0, of_all=250), 51, 507),
        (Held(files=FILES_PER_SESSION, of_session=0, of_all=0), 1, 507),
        (Held(files=1, of_session=50, of_all=50), None, 507),
    ],
)
def test_a_file_is_taken_if_there_is_room_for_all_of_it(held, size, status):
    async def test():
        server = Server(held)
        server.may_finish.set()
        return await server.put("s", size)

    assert run(test) == status


def test_files_on_their_way_count_already():
    async def test():
        server = Server()
        coming = [asyncio.create_task(server.put("s", 40)) for _ in range(4)]
        other = asyncio.create_task(server.put("other", 40))
        await asyncio.sleep(0)
        server.may_finish.set()
        return await asyncio.gather(*coming), await other

    assert run(test) == ([204, 204, 507, 507], 204)


def test_what_was_on_its_way_counts_no_more_when_it_ends():
    async def test():
        server = Server()
        server.may_finish.set()
        return [await server.put("s", 90) for _ in range(3)]

    assert run(test) == [204, 204, 204]


def test_a_file_is_always_removed():
    async def test():
        server = Server(Held(files=99, of_session=999, of_all=999))
        server.may_finish.set()
        return await server.put("s", method="DELETE")

    assert run(test) == 204
