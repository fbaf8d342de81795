"""A stand-in for the matter-publishing site: the shipped matters, some of them a little other."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from adapters.settings import ROOT
from core.catalogue.packages import read_package
from core.catalogue.published_matters import PublishedMatter, as_published

CATALOGUE = ROOT / "assets" / "catalogue"
OTHERWISE = ROOT / "assets" / "stand_in" / "matters.yaml"
_ON_A_PAGE = 20


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    contract: Literal["1"]
    page: StrictInt = Field(ge=1)


class StandInMatters:
    """Answers page by page as the contract says, and marks every page as a demo."""

    def page(self, body: bytes, request_id: str) -> Mapping[str, Any] | None:
        """Return a page, or nothing if it was not asked as agreed."""
        try:
            number = _Asked.model_validate_json(body).page
        except ValidationError:
            return None
        pages = -(-len(self._matters) // _ON_A_PAGE) or 1
        if not request_id or number > pages:
            return None
        first = (number - 1) * _ON_A_PAGE
        return {
            "request_id": request_id,
            "contract": "1",
            "snapshot": self._snapshot,
            "page": number,
            "pages": pages,
            "total": len(self._matters),
            "matters": self._matters[first : first + _ON_A_PAGE],
            "demo": True,
        }

    @cached_property
    def _matters(self) -> list[dict[str, Any]]:
        return [matter.model_dump(mode="json") for matter in published_otherwise()]

    @cached_property
    def _snapshot(self) -> str:
        return hashlib.sha256(repr(self._matters).encode()).hexdigest()[:16]


def published_otherwise() -> Iterator[PublishedMatter]:
    """Yield the shipped matters as a site tells them, with what it has otherwise."""
    otherwise = yaml.safe_load(OTHERWISE.read_text("utf-8"))["matters"]
    for code, matter in read_package(CATALOGUE).catalogue.matters.items():
        published = as_published(matter).model_dump(mode="json")
        yield PublishedMatter.model_validate_json(
            json.dumps({**published, **otherwise.get(code, {})})
        )
