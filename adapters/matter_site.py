"""A matter-publishing site over HTTP, as ``docs/contracts/matter_publishing.yaml`` says."""

import json
from typing import Any
from uuid import uuid4

from pydantic import ValidationError

from adapters.http_exchange import BACKOFF_SECONDS, Exchange, reason_of
from core.catalogue.published_matters import PublishedMatter, PublishedPage
from core.errors import MatterSiteError, SourceUnreachableError
from core.ports import PulledMatters

PATH = "/v1/matter-queries"
CONTRACT = "1"
READ_SECONDS = 20.0
"""Nobody stands before a screen and waits, so a page may take longer than a licence."""
MOST_PAGES, MOST_MATTERS = 1_000, 20_000


class HttpMatterSite:
    """Implements :class:`core.ports.MatterSite`. A pull is whole or it is none.

    In production the answer of a demo's stand-in is no answer.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        read_seconds: float = READ_SECONDS,
        backoff_seconds: float = BACKOFF_SECONDS,
        takes_demo: bool = True,
    ) -> None:
        self._takes_demo = takes_demo
        address = url.rstrip("/") + PATH
        self._exchange = Exchange(
            address, token, read_seconds=read_seconds, backoff_seconds=backoff_seconds
        )

    def pull(self) -> PulledMatters:
        """Return all matters of the site, or none.

        Raises:
            MatterSiteError: If there is no whole answer that can be used.
        """
        first = self._page(1)
        if first.pages > MOST_PAGES or first.total > MOST_MATTERS:
            raise MatterSiteError(reason="large")
        matters = list(first.matters)
        for number in range(2, first.pages + 1):
            page = self._page(number)
            if (page.snapshot, page.pages, page.total) != (
                first.snapshot,
                first.pages,
                first.total,
            ):
                raise MatterSiteError(reason="moved")
            matters += page.matters
        return PulledMatters(first.snapshot, _whole(matters, first.total))

    def _page(self, number: int) -> PublishedPage:
        request_id = uuid4().hex
        try:
            status, content = self._exchange.post(
                {"contract": CONTRACT, "page": number}, request_id
            )
        except SourceUnreachableError as error:
            raise MatterSiteError(reason=str(error.params["reason"])) from None
        if status != 200:
            raise MatterSiteError(reason=reason_of(status))
        page = _read(content)
        if page.demo and not self._takes_demo:
            raise MatterSiteError(reason="answer")
        if (page.request_id, page.page) != (request_id, number):
            raise MatterSiteError(reason="answer")
        return page


def _read(content: bytes) -> PublishedPage:
    try:
        return PublishedPage.model_validate_json(content)
    except ValidationError:
        reason = "contract" if _is_of_another_contract(content) else "answer"
        raise MatterSiteError(reason=reason) from None


def _is_of_another_contract(content: bytes) -> bool:
    try:
        document: Any = json.loads(content)
    except ValueError:
        return False
    contract = document.get("contract") if isinstance(document, dict) else None
    return contract is not None and contract != CONTRACT


def _whole(matters: list[PublishedMatter], total: int) -> tuple[PublishedMatter, ...]:
    """Return the matters if they are as many as were told, each once.

    Raises:
        MatterSiteError: If one lacks: it would look as if it had been deleted.
    """
    codes = {matter.code for matter in matters}
    if len(matters) != total or len(codes) != total:
        raise MatterSiteError(reason="half")
    return tuple(matters)
