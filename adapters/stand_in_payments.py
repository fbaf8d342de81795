"""A stand-in for a payment service: nobody pays, and when asked again it says that it was paid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Amount = Annotated[str, StringConstraints(pattern=r"^\d{1,9}\.\d{2}$")]
Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_ASKED_BEFORE_PAID = 2


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class AskedPart(_Asked):
    """What is paid for one matter."""

    matter: Word
    name: Word
    amount: Amount


class AskedPayment(_Asked):
    """A payment that is asked for."""

    key: Word
    title: Word
    total: Amount
    parts: tuple[AskedPart, ...] = Field(min_length=1)


class AskedKey(_Asked):
    """A payment that is looked for, or closed."""

    key: Word


class AskedRefund(_Asked):
    """A part that is given back."""

    key: Word
    matter: Word
    amount: Amount


@dataclass
class _Kept:
    parts: dict[str, str]
    status: str = "open"
    asked: int = 0
    returned: set[str] = field(default_factory=set)


class StandInPayments:
    """Answers as the contract says; what is asked twice is done once."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def open(self, body: bytes, request_id: str) -> Mapping[str, Any] | None:
        """Keep a payment, and return its code; nothing if it was not asked as agreed."""
        try:
            asked = AskedPayment.model_validate_json(body)
        except ValidationError:
            return None
        parts = {part.matter: part.amount for part in asked.parts}
        if Decimal(asked.total) != sum(map(Decimal, parts.values())):
            return None
        kept = self._kept.setdefault(asked.key, _Kept(parts))
        if kept.parts != parts:
            return None
        return self._answer(asked.key, request_id)

    def look(self, body: bytes, request_id: str) -> Mapping[str, Any] | None:
        """Return where a payment stands: the second time it is asked, it was paid."""
        asked = _read(AskedKey, body)
        if asked is None:
            return None
        kept = self._kept.get(asked.key)
        if kept is not None:
            kept.asked += 1
            if kept.status == "open" and kept.asked >= _ASKED_BEFORE_PAID:
                kept.status = "paid"
        return self._answer(asked.key, request_id)

    def close(self, body: bytes, request_id: str) -> Mapping[str, Any] | None:
        """Close a payment that was not paid."""
        asked = _read(AskedKey, body)
        if asked is None:
            return None
        kept = self._kept.get(asked.key)
        if kept is not None and kept.status == "open":
            kept.status = "closed"
        return self._answer(asked.key, request_id)

    def give_back(self, body: bytes, request_id: str) -> Mapping[str, Any] | None:
        """Give a part back, if it was paid; nothing if it was not, or of another amount."""
        try:
            asked = AskedRefund.model_validate_json(body)
        except ValidationError:
            return None
        kept = self._kept.get(asked.key)
        if kept is None or kept.status != "paid" or kept.parts.get(asked.matter) != asked.amount:
            return None
        kept.returned.add(asked.matter)
        return self._answer(asked.key, request_id)

    def returned(self, key: str) -> frozenset[str]:
        """Return what was given back of a payment."""
        return frozenset(self._kept[key].returned)

    def _answer(self, key: str, request_id: str) -> dict[str, Any]:
        kept = self._kept.get(key)
        status = kept.status if kept else "closed"
        return {
            "request_id": request_id,
            "key": key,
            "status": status,
            "shown": f"https://example.com/demo/pay/{key}" if status == "open" else "",
            "reference": f"DEMO-{key}" if status == "paid" else "",
            "demo": True,
        }


def _read(model: type[AskedKey], body: bytes) -> AskedKey | None:
    try:
        return model.model_validate_json(body)
    except ValidationError:
        return None
