"""The real adapter against the real stand-in, over loopback; both against the contract."""

import json
import logging
import socket
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.http_exchange import LARGEST_ANSWER
from adapters.licence_library import PATH, HttpLicenceLibrary
from adapters.stand_in import StandIn, read_knowledge
from core.errors import LicenceNotFoundError, SourceUnreachableError
from core.ports import LicenceRequest
from core.training.scenarios import read_scenario
from tests.adapters.serving_stand_in import serving

ROOT = Path(__file__).parents[2]
CONTRACT = yaml.safe_load((ROOT / "docs/contracts/licence_library.yaml").read_text("utf-8"))
TOKEN = "a-token-for-tests"
LIN = "441202198803160028"
SLOW, OUT_OF_ORDER, FAILS_ONCE, GARBAGE, REVOKED, NOBODY = (
    "441202199909090018",
    "441202199909090034",
    "441202199909090050",
    "441202199909090077",
    "441202199909090093",
    "441202199909090114",
)
KNOWLEDGE = read_knowledge()


class Recorder:
    """Writes down what goes over the line, as text, around another application."""

    def __init__(self, app):
        self.app = app
        self.requests, self.answers, self.keys, self.addresses = [], [], [], []

    async def __call__(self, scope, receive, send):
        async def received():
            message = await receive()
            if message.get("body"):
                self.requests.append(message["body"])
            return message

        async def sent(message):
            if message.get("body"):
                self.answers.append(message["body"])
            await send(message)

        self.keys.append(dict(scope["headers"]).get(b"idempotency-key"))
        self.addresses.append(scope["path"].encode() + scope["query_string"])
        await self.app(scope, received, sent)


@pytest.fixture(scope="module")
def recorder():
    return Recorder(StandIn(KNOWLEDGE, TOKEN, slow_seconds=0.8).app())


@pytest.fixture(scope="module")
def address(recorder):
    with serving(recorder) as url:
        yield url


@pytest.fixture
def line(recorder):
    for record in (recorder.requests, recorder.answers, recorder.keys, recorder.addresses):
        record.clear()
    return recorder


def library_at(address, token=TOKEN, read_seconds=5.0):
    return HttpLicenceLibrary(address, token, read_seconds=read_seconds, backoff_seconds=0)


def request_for(holder=LIN, **changes):
    request = LicenceRequest(
        "居民身份证", holder, ("per.name", "per.sex"), "T01", ("SCJG-01",), "consent-1"
    )
    return replace(request, **changes)


def refusal_of(library, request):
    with pytest.raises(SourceUnreachableError) as raised:
        library.query(request)
    return raised.value.params["reason"]


def schema_problems(name, content):
    schema = {"$ref": f"#/components/schemas/{name}", "components": CONTRACT["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(content)]


def test_a_licence_comes_with_what_was_asked_for_and_no_more(address, line):
    copy = library_at(address).query(request_for())

    assert dict(copy.values) == {"per.name": "林秋月", "per.sex": "女"}
    assert (copy.licence, copy.number, copy.status) == ("居民身份证", "演示证 0001", "valid")
    assert copy.checked_at.tzinfo is not None
    assert json.loads(line.answers[0])["demo"] is True


def test_in_production_nobody_made_up_is_answered_about(address):
    library = HttpLicenceLibrary(address, TOKEN, backoff_seconds=0, takes_demo=False)

    assert refusal_of(library, request_for()) == "answer"


@pytest.mark.parametrize("holder", [LIN, REVOKED, NOBODY, OUT_OF_ORDER, FAILS_ONCE])
def test_both_sides_keep_the_contract(address, line, holder):
    with suppress(LicenceNotFoundError, SourceUnreachableError):
        library_at(address).query(request_for(holder))

    answers = [json.loads(answer) for answer in line.answers]
    assert [schema_problems("Query", json.loads(sent)) for sent in line.requests] == [[]] * len(
        line.requests
    )
    assert [
        schema_problems("Refusal" if "error" in answer else "Answer", answer) for answer in answers
    ] == [[]] * len(answers)
    assert all(answer["demo"] for answer in answers)


def test_the_contract_is_where_both_sides_look():
    operation = CONTRACT["paths"][PATH]["post"]

    assert set(operation["responses"]) == {"200", "400", "401", "403", "404", "500", "503"}


def test_a_holder_without_the_licence_is_distinguished_from_a_library_out_of_reach(address):
    with pytest.raises(LicenceNotFoundError) as raised:
        library_at(address).query(request_for(NOBODY))

    assert raised.value.params == {"licence": "居民身份证"}


def test_a_revoked_licence_shows_its_status_and_nothing_else(address):
    copy = library_at(address).query(request_for(REVOKED))

    assert (copy.status, dict(copy.values)) == ("revoked", {})


def test_a_wrong_token_and_a_missing_consent_are_refused(address, line):
    assert refusal_of(library_at(address, token="another"), request_for()) == "refused"
    assert refusal_of(library_at(address), request_for(consent=" ")) == "refused"
    assert len(line.keys) == 2


def test_a_slow_library_is_not_waited_for_and_not_asked_again(address, line):
    library = library_at(address, read_seconds=0.2)

    assert refusal_of(library, request_for(SLOW)) == "timeout"
    assert len(line.keys) == 1


def test_a_library_that_fails_once_is_asked_again_under_the_same_id(address, line):
    copy = library_at(address).query(request_for(FAILS_ONCE))

    assert copy.values["per.name"] == "秦重来"
    assert len(line.keys) == 2
    assert len(set(line.keys)) == 1


def test_a_library_that_is_out_of_order_is_tried_three_times(address, line):
    assert refusal_of(library_at(address), request_for(OUT_OF_ORDER)) == "failed"
    assert len(line.keys) == 3


def test_each_query_has_an_id_of_its_own(address, line):
    library = library_at(address)
    library.query(request_for())
    library.query(request_for())

    assert len(set(line.keys)) == 2


def test_where_nobody_listens_the_library_is_unreachable():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"

    assert refusal_of(library_at(address), request_for()) == "connection"


def test_garbage_is_no_answer(address):
    assert refusal_of(library_at(address), request_for(GARBAGE)) == "answer"


GOOD = {
    "request_id": "",
    "licence": "居民身份证",
    "number": "1",
    "status": "valid",
    "checked_at": "2026-11-24T10:00:00+08:00",
    "values": {"per.name": "林秋月"},
}


@pytest.mark.parametrize(
    "changed",
    [
        {"licence": "结婚证"},
        {"status": "fine"},
        {"checked_at": "2026-11-24T10:00:00"},
        {"values": {"per.name": {"first": "秋月"}}},
        {"values": {"per.name": float("nan")}},
        {"number": 1},
        {"request_id": "of somebody else"},
        {"more": 1},
    ],
    ids=str,
)
def test_an_answer_that_is_not_as_agreed_is_none(changed):
    async def answered(request):
        good = GOOD | {"request_id": request.headers["idempotency-key"]}
        return Response(json.dumps(good | changed), media_type="application/json")

    with serving(Starlette(routes=[Route(PATH, answered, methods=["POST"])])) as url:
        assert refusal_of(library_at(url), request_for()) == "answer"


def test_what_was_not_asked_for_is_dropped_even_if_it_is_sent():
    async def answered(request):
        values = {"per.name": "林秋月", "per.religion": "不该有"}
        name = request.headers["idempotency-key"]
        return JSONResponse(GOOD | {"request_id": name, "values": values})

    with serving(Starlette(routes=[Route(PATH, answered, methods=["POST"])])) as url:
        assert dict(library_at(url).query(request_for()).values) == {"per.name": "林秋月"}


@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>no such page</html>", status_code=404),
        Response(b" " * (LARGEST_ANSWER + 1)),
        Response(b"\xff\xfe"),
        Response(b""),
        RedirectResponse("http://127.0.0.1:9/elsewhere"),
    ],
    ids=["another 404", "too large", "no text", "empty", "redirected"],
)
def test_what_is_not_a_licence_library_is_not_taken_for_one(answer):
    async def answered(_request):
        return answer

    with serving(Starlette(routes=[Route(PATH, answered, methods=["POST"])])) as url:
        assert refusal_of(library_at(url), request_for()) == "answer"


@pytest.mark.parametrize("holder", [LIN, NOBODY, OUT_OF_ORDER, GARBAGE, SLOW])
def test_neither_logs_nor_errors_nor_addresses_tell_whom_it_was_about(
    address, line, holder, caplog
):
    everything_told = ""
    with caplog.at_level(logging.DEBUG):
        try:
            library_at(address, read_seconds=0.2).query(request_for(holder))
        except (LicenceNotFoundError, SourceUnreachableError) as error:
            everything_told = "".join(traceback.format_exception(error)) + repr(error.__context__)

    said = (
        caplog.text
        + everything_told
        + repr(request_for(holder))
        + b"".join(line.addresses).decode()
    )
    assert [secret for secret in (holder, "林秋月", TOKEN) if secret in said] == []


def test_a_proxy_or_netrc_of_the_environment_changes_nothing(address, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)

    assert library_at(address).query(request_for()).status == "valid"


def test_the_people_of_the_stand_in_are_those_of_the_scenarios():
    licences = {(licence.licence, licence.holder): licence.values for licence in KNOWLEDGE.licences}
    for file in sorted((ROOT / "assets" / "scenarios").glob("*.yaml")):
        values = read_scenario(file).values
        for place, value in values.items():
            element, _, subject = place.partition("@")
            holder = values.get(f"per.id_no@{subject}")
            known = licences.get(("居民身份证", holder)) if isinstance(holder, str) else None
            if known and element in known:
                assert (file.name, place, value) == (file.name, place, known[element])


def test_special_holders_have_numbers_that_a_form_takes():
    from core.kinds.values.identity import identity_problem  # noqa: PLC0415

    numbers = [*KNOWLEDGE.behaviours, *(licence.holder for licence in KNOWLEDGE.licences), NOBODY]

    assert [identity_problem(number) for number in numbers] == [None] * len(numbers)
