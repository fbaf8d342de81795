"""The identity reader over HTTP, and other departments' data: the contracts, spoken for real."""

import pytest
import yaml
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from adapters.identity_reader import CODE_PATH, CODE_READING_PATH, PATH, HttpIdentityReader
from adapters.licence_library import SHARED_DATA_PATH, HttpLicenceLibrary
from adapters.settings import ROOT
from adapters.stand_in import StandIn, StandInContent
from core.errors import (
    LicenceNotFoundError,
    NoIdentityError,
    ReaderUnreachableError,
    SourceUnreachableError,
)
from core.ports import IdentityMethod, LicenceRequest
from tests.adapters.serving_stand_in import serving

TOKEN = "a token of the tests"
CONTRACT = yaml.safe_load((ROOT / "docs/contracts/identity_reader.yaml").read_text("utf-8"))
CARD = {"number": "441202198803160028", "name": "林秋月"}
LICENCE = {
    "licence": "食安员考核系统",
    "holder": "11010519491231002X",
    "number": "演示 1",
    "status": "valid",
    "values": {"per.name": "何小满"},
}


def knowledge(**more):
    return StandInContent.model_validate(
        {"format": 1, "behaviours": {}, "licences": [], "shared": [LICENCE], **more}
    )


def test_whose_card_lies_on_the_reader_is_reported():
    with serving(StandIn(knowledge(card=CARD), TOKEN).app()) as url:
        identity = HttpIdentityReader(url, TOKEN).read()

    assert (identity.number, identity.name, identity.method) == (*CARD.values(), "card")
    assert identity.read_at.tzinfo is not None
    assert CARD["number"] not in repr(identity)


def test_whose_face_is_seen_is_reported():
    with serving(StandIn(knowledge(card=CARD), TOKEN).app()) as url:
        identity = HttpIdentityReader(url, TOKEN).read(IdentityMethod.FACE)

    assert (identity.number, identity.method) == (CARD["number"], "face")


def test_a_code_is_confirmed_once():
    with serving(StandIn(knowledge(card=CARD), TOKEN).app()) as url:
        reader = HttpIdentityReader(url, TOKEN, methods=IdentityMethod)
        code = reader.show_code()
        assert reader.read_code(code) is None
        identity = reader.read_code(code)
        with pytest.raises(NoIdentityError):
            reader.read_code(code)

    assert (identity.number, identity.method) == (CARD["number"], "code")
    assert code.shown not in repr(code)


def test_in_production_nobody_made_up_is_identified():
    with serving(StandIn(knowledge(card=CARD), TOKEN).app()) as url:
        reader = HttpIdentityReader(url, TOKEN, methods=IdentityMethod, takes_demo=False)

        for ask in (reader.read, reader.show_code):
            with pytest.raises(ReaderUnreachableError):
                ask()


def test_without_a_card_the_number_is_typed():
    with serving(StandIn(knowledge(), TOKEN).app()) as url, pytest.raises(NoIdentityError):
        HttpIdentityReader(url, TOKEN).read()


def test_whoever_does_not_know_the_token_is_refused():
    with (
        serving(StandIn(knowledge(), TOKEN).app()) as url,
        pytest.raises(SourceUnreachableError) as raised,
    ):
        HttpIdentityReader(url, "another").read()

    assert raised.value.params["reason"] == "refused"


@pytest.mark.parametrize(
    "answer", [{}, {"number": "1"}, {"request_id": "other", "number": "1", "name": "a"}, []]
)
def test_an_answer_that_was_not_agreed_is_none(answer):
    async def strange(_request):
        return JSONResponse(answer)

    app = Starlette(routes=[Route(PATH, strange, methods=["POST"])])
    with serving(app) as url, pytest.raises(SourceUnreachableError) as raised:
        HttpIdentityReader(url, TOKEN).read()

    assert raised.value.params["reason"] == "answer"


def test_a_reader_that_is_switched_off_is_out_of_reach():
    reader = HttpIdentityReader("http://127.0.0.1:9", TOKEN, backoff_seconds=0)

    with pytest.raises(SourceUnreachableError):
        reader.read()


def test_the_contract_names_the_address_and_every_part_of_an_answer():
    assert list(CONTRACT["paths"]) == [PATH, CODE_PATH, CODE_READING_PATH]
    reading = CONTRACT["components"]["schemas"]["Reading"]
    assert set(reading["required"]) == {"request_id", "number", "name", "method", "read_at"}


def test_other_departments_data_are_asked_for_like_a_licence():
    request = LicenceRequest(
        "食安员考核系统", "11010519491231002X", ("per.name",), "T01", ("SCJG-03",), "consent"
    )
    with serving(StandIn(knowledge(), TOKEN).app()) as url:
        shared = HttpLicenceLibrary(url, TOKEN, path=SHARED_DATA_PATH).query(request)
        with pytest.raises(LicenceNotFoundError):
            HttpLicenceLibrary(url, TOKEN).query(request)

    assert shared.values == {"per.name": "何小满"}
