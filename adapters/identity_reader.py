"""An identity reader over HTTP, as ``docs/contracts/identity_reader.yaml`` says."""

from typing import Literal
from uuid import uuid4

from pydantic import AwareDatetime, BaseModel, ValidationError

from adapters.http_exchange import BACKOFF_SECONDS, READ_SECONDS, STRICT, Exchange, Word, reason_of
from core.errors import NoIdentityError, ReaderUnreachableError, SourceUnreachableError
from core.ports import Identity

PATH = "/v1/identity-readings"


class Reading(BaseModel):
    """Whom the reader identified; anything else is no answer."""

    model_config = STRICT

    request_id: Word
    number: Word
    name: Word
    method: Literal["card", "face", "code"]
    read_at: AwareDatetime
    demo: bool = False


class Refusal(BaseModel):
    """Why the reader identified nobody."""

    model_config = STRICT

    request_id: str = ""
    error: Literal["malformed", "token_refused", "no_card", "out_of_order"]
    demo: bool = False


class HttpIdentityReader:
    """Implements :class:`core.ports.IdentityReader`."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        read_seconds: float = READ_SECONDS,
        backoff_seconds: float = BACKOFF_SECONDS,
    ) -> None:
        self._exchange = Exchange(
            url.rstrip("/") + PATH,
            token,
            read_seconds=read_seconds,
            backoff_seconds=backoff_seconds,
        )

    def read(self) -> Identity:
        """Return who put their card on the reader.

        Raises:
            NoIdentityError: If there is no card.
            ReaderUnreachableError: If there is no answer that can be used.
        """
        request_id = uuid4().hex
        status, content = self._answer(request_id)
        if status == 404 and _is_no_card(content):
            raise NoIdentityError
        if status != 200:
            raise ReaderUnreachableError(reason=reason_of(status))
        try:
            reading = Reading.model_validate_json(content)
        except ValidationError:
            raise ReaderUnreachableError(reason="answer") from None
        if reading.request_id != request_id:
            raise ReaderUnreachableError(reason="answer")
        return Identity(reading.number, reading.name, reading.method, reading.read_at)

    def _answer(self, request_id: str) -> tuple[int, bytes]:
        try:
            return self._exchange.post({}, request_id)
        except SourceUnreachableError as error:
            raise ReaderUnreachableError(reason=str(error.params["reason"])) from error


def _is_no_card(content: bytes) -> bool:
    try:
        return Refusal.model_validate_json(content).error == "no_card"
    except ValidationError:
        return False
