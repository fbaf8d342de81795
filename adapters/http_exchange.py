"""Ask another system over HTTP, with a token, within seconds, and without leaving a trace.

What is asked and answered is personal: it goes into the body of a request and nowhere
else, so neither an address, nor a log, nor an error holds any of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import requests
from pydantic import ConfigDict, StringConstraints
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from core.errors import SourceUnreachableError

CONNECT_SECONDS = 2.0
READ_SECONDS = 3.0
RETRIES = 2
BACKOFF_SECONDS = 0.2
LARGEST_ANSWER = 1_000_000

_FAILED = (500, 502, 503, 504)
_REFUSED = (401, 403)

STRICT = ConfigDict(
    strict=True, extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True
)
"""How answers are read: anything that was not agreed is no answer."""
Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Exchange:
    """Posts to one address.

    A request is tried again when no connection comes about or the other side is out of
    order; all tries bear one request id, so that it is answered and recorded once.
    """

    def __init__(
        self,
        address: str,
        token: str,
        *,
        read_seconds: float = READ_SECONDS,
        backoff_seconds: float = BACKOFF_SECONDS,
    ) -> None:
        self._address = address
        self._token = token
        self._timeouts = (CONNECT_SECONDS, read_seconds)
        self._retries = Retry(
            total=RETRIES,
            connect=RETRIES,
            status=RETRIES,
            read=False,
            redirect=0,
            other=0,
            status_forcelist=_FAILED,
            allowed_methods={"POST"},
            raise_on_status=False,
            backoff_factor=backoff_seconds,
            respect_retry_after_header=False,
        )

    def post(self, body: dict[str, Any], request_id: str) -> tuple[int, bytes]:
        """Return status and content. What went wrong is told without what was asked.

        Raises:
            SourceUnreachableError: If there is no answer, or one too large to be right.
        """
        failure = "answer"
        try:
            with (
                self._session() as session,
                session.post(
                    self._address,
                    json=body,
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


def reason_of(status: int) -> str:
    """Return why a status is no answer that can be used.

    Examples:
        >>> reason_of(403), reason_of(503), reason_of(302)
        ('refused', 'failed', 'answer')
    """
    if status in _REFUSED:
        return "refused"
    return "failed" if status >= 500 else "answer"
