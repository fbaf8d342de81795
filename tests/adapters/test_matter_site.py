"""The real adapter against the real stand-in, over loopback; both against the contract."""

import time
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.http_exchange import LARGEST_ANSWER
from adapters.matter_site import PATH, HttpMatterSite
from adapters.stand_in import StandIn, read_knowledge
from adapters.stand_in_matters import StandInMatters
from core.catalogue.packages import read_package
from core.catalogue.published_matters import as_published, taken_over
from core.errors import MatterSiteError
from tests.adapters.serving_stand_in import serving
from tests.conftest import SHIPPED

ROOT = Path(__file__).parents[2]
CONTRACT = yaml.safe_load((ROOT / "docs/contracts/matter_publishing.yaml").read_text("utf-8"))
TOKEN = "a-token-for-tests"
SITE = StandInMatters()
ASKED = b'{"contract": "1", "page": 1}'


def page(request_id, **given):
    return {**SITE.page(ASKED, request_id), **given}


def answering(make):
    """Return a site that answers each query by what ``make`` makes of its id and page."""

    async def answer(request):
        asked = await request.json()
        return make(request.headers["Idempotency-Key"], asked["page"])

    return serving(Starlette(routes=[Route(PATH, answer, methods=["POST"])]))


def refusal_of(make, **given):
    with answering(make) as url, pytest.raises(MatterSiteError) as refused:
        HttpMatterSite(url, TOKEN, backoff_seconds=0, **given).pull()
    return refused.value.params["reason"]


def test_all_matters_come_over_several_pages_and_only_what_is_other_differs():
    matters = read_package(SHIPPED).catalogue.matters
    with serving(StandIn(read_knowledge(), TOKEN).app()) as url:
        pulled = HttpMatterSite(url, TOKEN).pull()

    assert {matter.code for matter in pulled.matters} == set(matters)
    different = {
        m.code for m in pulled.matters if taken_over(matters[m.code], m) != matters[m.code]
    }
    assert different == {"SCJG-03", "WJ-01", "XF-01"}


def test_what_the_stand_in_says_keeps_to_the_contract_and_is_marked_as_a_demo():
    schema = {"$ref": "#/components/schemas/Page", "components": CONTRACT["components"]}

    page = SITE.page(ASKED, "id")

    Draft202012Validator(schema).validate(page)
    assert page["demo"] is True


def test_the_stand_in_answers_nothing_that_was_not_agreed():
    for body in (b"", b"{}", b'{"contract": "2", "page": 1}', b'{"contract": "1", "page": 99}'):
        assert SITE.page(body, "id") is None


def test_the_demo_is_no_answer_in_production_and_a_wrong_token_none_at_all():
    with serving(StandIn(read_knowledge(), TOKEN).app()) as url:
        for site in (HttpMatterSite(url, TOKEN, takes_demo=False), HttpMatterSite(url, "wrong")):
            with pytest.raises(MatterSiteError):
                site.pull()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda i, p: Response("<html>", 200), "answer"),
        (lambda i, p: JSONResponse([]), "answer"),
        (lambda i, p: JSONResponse(page("other")), "answer"),
        (lambda i, p: JSONResponse(page(i, contract="2")), "contract"),
        (lambda i, p: JSONResponse({"contract": 2, "items": []}), "contract"),
        (lambda i, p: JSONResponse(page(i, pages=1)), "half"),
        (lambda i, p: JSONResponse(page(i, page=p, snapshot=str(p))), "moved"),
        (lambda i, p: JSONResponse(page(i, page=p, matters=page(i)["matters"])), "half"),
        (lambda i, p: JSONResponse(page(i, total=30_000)), "large"),
        (lambda i, p: JSONResponse(page(i, pages=2_000)), "large"),
        (lambda i, p: Response(b" " * (LARGEST_ANSWER + 9)), "answer"),
        (lambda i, p: JSONResponse(page(i)) if p == 1 else Response(status_code=503), "failed"),
        (lambda i, p: Response(status_code=403), "refused"),
    ],
)
def test_what_is_not_a_whole_answer_as_agreed_is_reported_by_its_reason(make, reason):
    assert refusal_of(make) == reason


def test_a_site_that_is_silent_or_not_there_is_reported_as_such():
    def slow(request_id, _):
        time.sleep(1)
        return JSONResponse(page(request_id))

    assert refusal_of(slow, read_seconds=0.2) == "timeout"
    with pytest.raises(MatterSiteError, match="connection"):
        HttpMatterSite("http://127.0.0.1:1", TOKEN, backoff_seconds=0).pull()


def test_every_shipped_matter_comes_back_as_it_is():
    for matter in read_package(SHIPPED).catalogue.matters.values():
        assert taken_over(matter, as_published(matter)) == matter
