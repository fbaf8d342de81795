"""A stand-in for licence library, shared data, card reader, payments and the site of matters.

It speaks the same contracts, of made-up people and of matters that differ a little from ours. It
also stands in for the systems of some departments (:mod:`adapters.stand_in_systems`).

It listens on this machine only, wants the token that it was started with, and marks every
answer as a demo. Run as ``python -m adapters.stand_in PORT`` with the token in
``DONE_ONCE_LICENCE_LIBRARY_TOKEN``.
"""

import asyncio
import hmac
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.http_exchange import READ_SECONDS
from adapters.identity_reader import CODE_PATH, CODE_READING_PATH
from adapters.identity_reader import PATH as READING_PATH
from adapters.licence_library import PATH, SHARED_DATA_PATH
from adapters.matter_site import PATH as MATTERS_PATH
from adapters.payment_service import CLOSING_PATH as PAYMENT_CLOSING_PATH
from adapters.payment_service import PATH as PAYMENT_PATH
from adapters.payment_service import QUERY_PATH as PAYMENT_QUERY_PATH
from adapters.payment_service import REFUND_PATH
from adapters.settings import ROOT
from adapters.stand_in_matters import StandInMatters
from adapters.stand_in_payments import StandInPayments
from adapters.stand_in_systems import HallSystems, StandInSystems
from adapters.standing_in import HEALTH, LOOPBACK, TOKEN
from adapters.sweeping import repeat
from adapters.system import now

LICENCES = ROOT / "assets" / "stand_in" / "licences.yaml"
_TOO_SLOW = READ_SECONDS + 2
_ASKED_BEFORE_CONFIRMED = 2
_DECIDES_EVERY_SECONDS = 1
_Asked = TypeAdapter(dict[str, str])

Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class StandInLicence(_Part):
    """A licence of somebody made up."""

    licence: Word
    holder: Word
    number: Word
    status: Literal["valid", "revoked", "frozen", "expired"]
    values: dict[Word, Any]


class StandInCard(_Part):
    """The identity card that lies on the demo's reader."""

    number: Word
    name: Word


class StandInContent(_Part):
    """What the stand-in knows, and for whom it misbehaves."""

    format: Literal[1]
    behaviours: dict[str, Literal["slow", "out_of_order", "fails_once", "garbage"]]
    licences: tuple[StandInLicence, ...]
    shared: tuple[StandInLicence, ...] = ()
    card: StandInCard | None = None


class _Purpose(_Part):
    theme: Word
    matters: tuple[Word, ...] = Field(min_length=1)


class Query(_Part):
    """What a kiosk asks."""

    licence: Word
    holder_number: Word
    elements: tuple[Word, ...] = Field(min_length=1)
    purpose: _Purpose
    consent: str = ""


def read_knowledge(path: Path = LICENCES) -> StandInContent:
    """Return what the stand-in knows."""
    return StandInContent.model_validate(yaml.safe_load(path.read_text("utf-8")))


class StandIn:
    """Answers queries as the contract says."""

    def __init__(
        self,
        knowledge: StandInContent,
        token: str,
        *,
        slow_seconds: float = _TOO_SLOW,
        systems: StandInSystems | None = None,
    ) -> None:
        self._systems = systems
        self._knowledge = knowledge
        self._expected = f"Bearer {token}"
        self._slow_seconds = slow_seconds
        self._failed: set[str] = set()
        self._codes: dict[str, int] = {}
        self._matters = StandInMatters()
        payments = StandInPayments()
        self._paying = {
            PAYMENT_PATH: payments.open,
            PAYMENT_QUERY_PATH: payments.look,
            PAYMENT_CLOSING_PATH: payments.close,
            REFUND_PATH: payments.give_back,
        }

    def app(self) -> Starlette:
        """Return it as an application to serve."""
        return Starlette(
            routes=[
                Route(PATH, self.answer, methods=["POST"]),
                Route(SHARED_DATA_PATH, self.answer_shared, methods=["POST"]),
                Route(READING_PATH, self.identify, methods=["POST"]),
                Route(CODE_PATH, self.show_code, methods=["POST"]),
                Route(CODE_READING_PATH, self.read_code, methods=["POST"]),
                Route(MATTERS_PATH, self.tell_matters, methods=["POST"]),
                *(Route(path, self.pay, methods=["POST"]) for path in self._paying),
                *(self._systems.routes() if self._systems else ()),
                Route(HEALTH, self.health, methods=["GET"]),
            ]
        )

    async def health(self, request: Request) -> Response:
        """Say that it is there, to whoever started it."""
        if not self._is_known(request):
            return _refused(401, "token_refused")
        return JSONResponse({"demo": True})

    async def answer(self, request: Request) -> Response:
        """Return a licence, or say why not."""
        return await self._answered(request, self._knowledge.licences)

    async def answer_shared(self, request: Request) -> Response:
        """Return another department's data, or say why not."""
        return await self._answered(request, self._knowledge.shared)

    async def tell_matters(self, request: Request) -> Response:
        """Return a page of what departments publish."""
        if not self._is_known(request):
            return _refused(401, "token_refused")
        request_id = request.headers.get("Idempotency-Key", "")
        page = self._matters.page(await request.body(), request_id)
        return JSONResponse(page) if page else _refused(400, "malformed", request_id)

    async def pay(self, request: Request) -> Response:
        """Return what became of a payment."""
        if not self._is_known(request):
            return _refused(401, "token_refused")
        request_id = request.headers.get("Idempotency-Key", "")
        answer = self._paying[request.url.path](await request.body(), request_id)
        is_agreed = answer is not None and request_id
        return JSONResponse(answer) if is_agreed else _refused(400, "malformed", request_id)

    async def identify(self, request: Request) -> Response:
        """Return who stands there: in a demo always the same person, if any."""
        request_id = request.headers.get("Idempotency-Key", "")
        refused, asked = await self._asked(request)
        if refused is not None:
            return refused
        method = asked.get("method", "card")
        if method not in {"card", "face"}:
            return _refused(400, "malformed", request_id)
        return self._person(method, request_id) or _refused(404, f"no_{method}", request_id)

    async def show_code(self, request: Request) -> Response:
        """Return a code; nobody's phone is needed in a demo."""
        request_id = request.headers.get("Idempotency-Key", "")
        refused, _ = await self._asked(request)
        if refused is not None:
            return refused
        self._codes[request_id] = 0
        shown = f"https://example.com/demo/{request_id}"
        message = {"request_id": request_id, "reference": request_id, "shown": shown}
        return JSONResponse({**message, "demo": True})

    async def read_code(self, request: Request) -> Response:
        """Say that nobody has confirmed yet, and when asked again that the demo's person has."""
        request_id = request.headers.get("Idempotency-Key", "")
        refused, asked = await self._asked(request)
        if refused is not None:
            return refused
        reference = asked.get("reference", "")
        if reference not in self._codes:
            return _refused(404, "over", request_id)
        self._codes[reference] += 1
        if self._codes[reference] < _ASKED_BEFORE_CONFIRMED:
            return _refused(404, "not_yet", request_id)
        del self._codes[reference]
        return self._person("code", request_id) or _refused(404, "over", request_id)

    async def _asked(self, request: Request) -> tuple[Response | None, dict[str, str]]:
        """Return why nothing is answered, if so, and what was asked."""
        if not self._is_known(request):
            return _refused(401, "token_refused"), {}
        try:
            asked = _Asked.validate_json(await request.body())
        except ValidationError:
            return _refused(400, "malformed"), {}
        if not request.headers.get("Idempotency-Key", ""):
            return _refused(400, "malformed"), {}
        return None, asked

    def _person(self, method: str, request_id: str) -> Response | None:
        card = self._knowledge.card
        if card is None:
            return None
        at = now().isoformat(timespec="seconds")
        message = {"request_id": request_id, "number": card.number, "name": card.name}
        return JSONResponse({**message, "method": method, "read_at": at, "demo": True})

    async def _answered(self, request: Request, licences: tuple[StandInLicence, ...]) -> Response:
        if not self._is_known(request):
            return _refused(401, "token_refused")
        request_id = request.headers.get("Idempotency-Key", "")
        try:
            query = Query.model_validate_json(await request.body())
        except ValidationError:
            return _refused(400, "malformed", request_id)
        if not request_id:
            return _refused(400, "malformed")
        if not query.consent.strip():
            return _refused(403, "consent_missing", request_id)
        behaviour = self._knowledge.behaviours.get(query.holder_number, "")
        return await self._misbehaved(behaviour, request_id) or _found(query, request_id, licences)

    def _is_known(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), self._expected.encode())

    async def _misbehaved(self, behaviour: str, request_id: str) -> Response | None:
        if behaviour == "slow":
            await asyncio.sleep(self._slow_seconds)
        if behaviour == "garbage":
            return JSONResponse({"licence": "居民身份证", "demo": True})
        if behaviour == "out_of_order":
            return _refused(503, "out_of_order", request_id)
        if behaviour == "fails_once" and request_id not in self._failed:
            self._failed.add(request_id)
            return _refused(500, "out_of_order", request_id)
        return None


def _found(query: Query, request_id: str, licences: tuple[StandInLicence, ...]) -> Response:
    sought = (query.licence, query.holder_number)
    for licence in licences:
        if (licence.licence, licence.holder) == sought:
            return JSONResponse(_licence_parts(licence, query, request_id, now()))
    return _refused(404, "licence_not_found", request_id)


def _licence_parts(
    licence: StandInLicence, query: Query, request_id: str, at: datetime
) -> Mapping[str, Any]:
    """Return the parts asked for; nothing of a licence that may not be used."""
    values = {name: licence.values[name] for name in query.elements if name in licence.values}
    return {
        "request_id": request_id,
        "licence": licence.licence,
        "number": licence.number,
        "status": licence.status,
        "checked_at": at.isoformat(timespec="seconds"),
        "values": values if licence.status == "valid" else {},
        "demo": True,
    }


def _refused(status: int, error: str, request_id: str = "") -> Response:
    body = {"request_id": request_id, "error": error, "demo": True}
    return JSONResponse(body, status_code=status)


def main() -> None:
    """Serve until somebody stops it."""
    import uvicorn  # noqa: PLC0415 -- tests serve the application by themselves

    token = os.environ.get(TOKEN, "")
    if not token:
        raise SystemExit(f"{TOKEN} is not set: without a token anybody could ask.")
    systems = StandInSystems(HallSystems.given())
    repeat("deciding for departments", systems.work, seconds=_DECIDES_EVERY_SECONDS)
    uvicorn.run(
        StandIn(read_knowledge(), token, systems=systems).app(),
        host=LOOPBACK,
        port=int(sys.argv[1]),
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
