"""An identity reader over HTTP, as ``docs/contracts/identity_reader.yaml`` says."""

from collections.abc import Iterable
from typing import Literal, TypeVar
from uuid import uuid4

from pydantic import AwareDatetime, BaseModel, ValidationError

from adapters.http_exchange import BACKOFF_SECONDS, READ_SECONDS, STRICT, Exchange, Word, reason_of
from core.errors import NoIdentityError, ReaderUnreachableError, SourceUnreachableError
from core.ports import Identity, IdentityCode, IdentityMethod

PATH = "/v1/identity-readings"
CODE_PATH = "/v1/identity-codes"
CODE_READING_PATH = "/v1/identity-code-readings"


class Reading(BaseModel):
    """Whom the reader identified; anything else is no answer."""

    model_config = STRICT

    request_id: Word
    number: Word
    name: Word
    method: Literal["card", "face", "code"]
    read_at: AwareDatetime
    demo: bool = False


class ReaderRefusal(BaseModel):
    """Why the reader identified nobody."""

    model_config = STRICT

    request_id: str = ""
    error: Literal[
        "malformed", "token_refused", "no_card", "no_face", "not_yet", "over", "out_of_order"
    ]
    demo: bool = False


class ShownCode(BaseModel):
    """A code for somebody's phone."""

    model_config = STRICT

    request_id: Word
    reference: Word
    shown: Word
    demo: bool = False


Answer = TypeVar("Answer", Reading, ShownCode)
_NOBODY = frozenset({"no_card", "no_face", "over"})


class HttpIdentityReader:
    """Implements :class:`core.ports.IdentityReader`; production takes nobody made up."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        methods: Iterable[IdentityMethod] = (IdentityMethod.CARD,),
        read_seconds: float = READ_SECONDS,
        backoff_seconds: float = BACKOFF_SECONDS,
        takes_demo: bool = True,
    ) -> None:
        self._takes_demo = takes_demo
        self._methods = tuple(methods)
        self._exchanges = {
            path: Exchange(
                url.rstrip("/") + path,
                token,
                read_seconds=read_seconds,
                backoff_seconds=backoff_seconds,
            )
            for path in (PATH, CODE_PATH, CODE_READING_PATH)
        }

    @property
    def methods(self) -> tuple[IdentityMethod, ...]:
        """Return how it can identify somebody."""
        return self._methods

    def read(self, method: IdentityMethod = IdentityMethod.CARD) -> Identity:
        """Return who put their card on the reader, or who looks into the camera.

        Raises:
            NoIdentityError: If there is nobody.
            ReaderUnreachableError: If there is no answer that can be used.
        """
        body = {} if method is IdentityMethod.CARD else {"method": method.value}
        return _identity(self._ask(PATH, body, Reading))

    def show_code(self) -> IdentityCode:
        """Return a code for somebody's phone.

        Raises:
            ReaderUnreachableError: If there is no answer that can be used.
        """
        code = self._ask(CODE_PATH, {}, ShownCode)
        return IdentityCode(code.reference, code.shown)

    def read_code(self, code: IdentityCode) -> Identity | None:
        """Return who confirmed a code; nobody yet is nothing.

        Raises:
            NoIdentityError: If it is over, or was refused.
            ReaderUnreachableError: If there is no answer that can be used.
        """
        try:
            return _identity(self._ask(CODE_READING_PATH, {"reference": code.reference}, Reading))
        except _NotYetError:
            return None

    def _ask(self, path: str, body: dict[str, str], expected: type[Answer]) -> Answer:
        request_id = uuid4().hex
        status, content = self._answer(path, body, request_id)
        if status == 404:
            _raise_if_nobody(content)
        if status != 200:
            raise ReaderUnreachableError(reason=reason_of(status))
        try:
            answer = expected.model_validate_json(content)
        except ValidationError:
            raise ReaderUnreachableError(reason="answer") from None
        is_made_up = answer.demo and not self._takes_demo
        if answer.request_id != request_id or is_made_up:
            raise ReaderUnreachableError(reason="answer")
        return answer

    def _answer(self, path: str, body: dict[str, str], request_id: str) -> tuple[int, bytes]:
        try:
            return self._exchanges[path].post(body, request_id)
        except SourceUnreachableError as error:
            raise ReaderUnreachableError(reason=str(error.params["reason"])) from error


class _NotYetError(Exception):
    """Nobody has confirmed a code so far."""


def _identity(reading: Reading) -> Identity:
    return Identity(reading.number, reading.name, reading.method, reading.read_at)


def _raise_if_nobody(content: bytes) -> None:
    try:
        refusal = ReaderRefusal.model_validate_json(content).error
    except ValidationError:
        return
    if refusal == "not_yet":
        raise _NotYetError
    if refusal in _NOBODY:
        raise NoIdentityError
