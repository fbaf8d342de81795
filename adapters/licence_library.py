"""A licence library over HTTP, as ``docs/contracts/licence_library.yaml`` says.

What is asked and answered is personal: it goes into the body of a request and nowhere
else, so neither an address, nor a log, nor an error holds any of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal
from uuid import uuid4

import requests
from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from core.errors import LicenceNotFoundError, SourceUnreachableError
from core.ports import LicenceCopy, LicenceRequest

PATH = "/v1/licence-queries"
CONNECT_SECONDS = 2.0
READ_SECONDS = 3.0
RETRIES = 2
BACKOFF_SECONDS = 0.2
LARGEST_ANSWER = 1_000_000

_FAILED = (500, 502, 503, 504)
_REFUSED = (401, 403)

_STRICT = ConfigDict(
    strict=True, extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True
)
Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Value = str | int | float | bool | list[str]


class Answer(BaseModel):
    """A licence as the library tells it; anything else is no answer."""

    model_config = _STRICT

    request_id: Word
    licence: Word
    number: Word
    status: Literal["valid", "revoked", "frozen", "expired"]
    checked_at: AwareDatetime
    values: dict[Word, Value]
    demo: bool = False


class Refusal(BaseModel):
    """Why the library gives no licence."""

    model_config = _STRICT

    request_id: str = ""
    error: Literal[
        "malformed", "token_refused", "consent_missing", "licence_not_found", "out_of_order"
    ]
    demo: bool = False


class HttpLicenceLibrary:
    """Implements :class:`core.ports.LicenceLibrary`.

    A query is tried again when no connection comes about or the library is out of order;
    all tries bear one request id, so that the library answers and records it once.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        read_seconds: float = READ_SECONDS,
        backoff_seconds: float = BACKOFF_SECONDS,
    ) -> None:
        self._address = url.rstrip("/") + PATH
        self._token = token
        self._timeouts = (CONNECT_SECONDS, read_seconds)
        self._retries = Retry(
            total=RETRIES, connect=RETRIES, status=RETRIES, read=False, redirect=0, other=0,
            status_forcelist=_FAILED, allowed_methods={"POST"}, raise_on_status=False,
            backoff_factor=backoff_seconds, respect_retry_after_header=False,
        )  # fmt: skip

    def query(self, request: LicenceRequest) -> LicenceCopy:
        """Return the parts of a licence that were asked for, and no others.

        Raises:
            LicenceNotFoundError: If this holder has no such licence.
            SourceUnreachableError: If there is no answer that can be used.
        """
        request_id = uuid4().hex
        status, content = self._exchanged(request, request_id)
        if status == 404 and _is_not_found(content):
            raise LicenceNotFoundError(licence=request.licence)
        if status != 200:
            raise SourceUnreachableError(reason=_reason(status))
        answer = _read(content)
        if answer is None or (answer.request_id, answer.licence) != (request_id, request.licence):
            raise SourceUnreachableError(reason="answer")
        return _copy(answer, request)

    def _exchanged(self, request: LicenceRequest, request_id: str) -> tuple[int, bytes]:
        """Return status and content. What went wrong is told without what was asked."""
        failure = "answer"
        try:
            with (
                self._session() as session,
                session.post(
                    self._address,
                    json=_body(request),
                    headers={"Idempotency-Key": request_id},
                    timeout=self._timeouts,
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                content = response.raw.read(LARGEST_ANSWER + 1, decode_content=True)
                if len(content) <= LARGEST_ANSWER:
                    return response.status_code, content
        except requests.Timeout:
            failure = "timeout"
        except (requests.RequestException, HTTPError, OSError):
            failure = "connection"
        raise SourceUnreachableError(reason=failure)

    @contextmanager
    def _session(self) -> Iterator[requests.Session]:
        with requests.Session() as session:
            session.trust_env = False  # no proxy gets to see it, no .netrc replaces the token
            session.auth = _Bearer(self._token)
            for scheme in ("http://", "https://"):
                session.mount(scheme, HTTPAdapter(max_retries=self._retries))
            yield session


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _body(request: LicenceRequest) -> dict[str, Any]:
    return {
        "licence": request.licence,
        "holder_number": request.holder_number,
        "elements": list(request.elements),
        "purpose": {"theme": request.theme, "matters": list(request.matters)},
        "consent": request.consent,
    }


def _read(content: bytes) -> Answer | None:
    try:
        return Answer.model_validate_json(content)
    except ValidationError:
        return None


def _is_not_found(content: bytes) -> bool:
    """Tell a licence that is not there from an address that is not the library's."""
    try:
        return Refusal.model_validate_json(content).error == "licence_not_found"
    except ValidationError:
        return False


def _reason(status: int) -> str:
    if status in _REFUSED:
        return "refused"
    return "failed" if status >= 500 else "answer"


def _copy(answer: Answer, request: LicenceRequest) -> LicenceCopy:
    return LicenceCopy(
        licence=answer.licence,
        number=answer.number,
        status=answer.status,
        values={name: answer.values[name] for name in request.elements if name in answer.values},
        checked_at=answer.checked_at,
    )
