"""A licence library over HTTP, as ``docs/contracts/licence_library.yaml`` says.

What is asked and answered is personal: it goes into the body of a request and nowhere
else, so neither an address, nor a log, nor an error holds any of it.
"""

from typing import Any, Literal
from uuid import uuid4

from pydantic import AwareDatetime, BaseModel, ValidationError

from adapters.http_exchange import BACKOFF_SECONDS, READ_SECONDS, STRICT, Exchange, Word, reason_of
from core.errors import LicenceNotFoundError, SourceUnreachableError
from core.ports import LicenceCopy, LicenceRequest

PATH = "/v1/licence-queries"
SHARED_DATA_PATH = "/v1/shared-data-queries"
"""Another department's data are asked for in the same way (``docs/contracts/shared_data.yaml``)."""
Value = str | int | float | bool | list[str]


class LibraryAnswer(BaseModel):
    """A licence as the library tells it; anything else is no answer."""

    model_config = STRICT

    request_id: Word
    licence: Word
    number: Word
    status: Literal["valid", "revoked", "frozen", "expired"]
    checked_at: AwareDatetime
    values: dict[Word, Value]
    demo: bool = False


class LibraryRefusal(BaseModel):
    """Why the library gives no licence."""

    model_config = STRICT

    request_id: str = ""
    error: Literal[
        "malformed", "token_refused", "consent_missing", "licence_not_found", "out_of_order"
    ]
    demo: bool = False


class HttpLicenceLibrary:
    """Implements :class:`core.ports.LicenceLibrary`.

    A query is tried again when no connection comes about or the library is out of order;
    all tries bear one request id, so that the library answers and records it once. In production
    the answer of a demo's stand-in is no answer.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        path: str = PATH,
        read_seconds: float = READ_SECONDS,
        backoff_seconds: float = BACKOFF_SECONDS,
        takes_demo: bool = True,
    ) -> None:
        self._takes_demo = takes_demo
        self._exchange = Exchange(
            url.rstrip("/") + path,
            token,
            read_seconds=read_seconds,
            backoff_seconds=backoff_seconds,
        )

    def query(self, request: LicenceRequest) -> LicenceCopy:
        """Return the parts of a licence that were asked for, and no others.

        Raises:
            LicenceNotFoundError: If this holder has no such licence.
            SourceUnreachableError: If there is no answer that can be used.
        """
        request_id = uuid4().hex
        status, content = self._exchange.post(_body(request), request_id)
        if status == 404 and _is_not_found(content):
            raise LicenceNotFoundError(licence=request.licence)
        if status != 200:
            raise SourceUnreachableError(reason=reason_of(status))
        answer = _read(content, takes_demo=self._takes_demo)
        if answer is None or (answer.request_id, answer.licence) != (request_id, request.licence):
            raise SourceUnreachableError(reason="answer")
        return _copy(answer, request)


def _body(request: LicenceRequest) -> dict[str, Any]:
    return {
        "licence": request.licence,
        "holder_number": request.holder_number,
        "elements": list(request.elements),
        "purpose": {"theme": request.theme, "matters": list(request.matters)},
        "consent": request.consent,
    }


def _read(content: bytes, *, takes_demo: bool) -> LibraryAnswer | None:
    """Return an answer that can be used. Made-up people have no place in somebody's case."""
    try:
        answer = LibraryAnswer.model_validate_json(content)
    except ValidationError:
        return None
    return answer if takes_demo or not answer.demo else None


def _is_not_found(content: bytes) -> bool:
    """Tell a licence that is not there from an address that is not the library's."""
    try:
        return LibraryRefusal.model_validate_json(content).error == "licence_not_found"
    except ValidationError:
        return False


def _copy(answer: LibraryAnswer, request: LicenceRequest) -> LicenceCopy:
    return LicenceCopy(
        licence=answer.licence,
        number=answer.number,
        status=answer.status,
        values={name: answer.values[name] for name in request.elements if name in answer.values},
        checked_at=answer.checked_at,
    )
