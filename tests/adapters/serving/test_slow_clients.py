import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse

from adapters.serving.slow_clients import SlowBodies

SCOPE = {"type": "http", "method": "PUT", "path": "/", "headers": [], "query_string": b""}
QUICK = {"chunk_seconds": 0.05, "body_seconds": 0.2, "sending_seconds": 0.05}


async def reads_all(scope, receive, send):
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


async def streams(scope, receive, send):
    async def parts():
        for _ in range(8):
            await asyncio.sleep(0.05)
            yield b"x"

    await StreamingResponse(parts())(scope, receive, send)


def serve(app, pauses, *, takes=0.0):
    """Serve one request whose body comes in parts, each after a pause; return what was answered."""
    sent, waits = [], list(pauses)

    async def receive():
        if not waits:
            await asyncio.sleep(60)  # whoever has sent everything stays and listens
        await asyncio.sleep(waits.pop(0))
        return {"type": "http.request", "body": b"x", "more_body": bool(waits)}

    async def send(message):
        await asyncio.sleep(takes)
        sent.append(message)

    asyncio.run(SlowBodies(app, **QUICK)(SCOPE, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def test_a_body_in_time_is_read():
    assert serve(reads_all, [0, 0.01, 0.01]) == (200, b"3")


@pytest.mark.parametrize("pauses", [[0, 5], [5], [0.04] * 30], ids=["pause", "nothing", "drops"])
def test_a_body_that_comes_too_slowly_is_given_up(pauses):
    status, _ = serve(reads_all, pauses)

    assert status == 408


def test_an_answer_that_is_not_taken_is_given_up():
    with pytest.raises(TimeoutError):
        serve(reads_all, [0], takes=5)


def test_an_answer_may_take_long_as_long_as_it_is_taken():
    assert serve(streams, [0]) == (200, b"x" * 8)
