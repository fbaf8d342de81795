"""What is paid for a matter (收费): a fee or a tax, by a rule that anybody can compute again.

Amounts are texts of yuan and fen, so that no number loses a fen on its way through a file.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, StrictBool
from pydantic_core import PydanticCustomError

from core.catalogue.models.conditions import Condition
from core.catalogue.models.values import Code, Name, Part

_YUAN = re.compile(r"\d{1,9}\.\d{2}", re.ASCII)
_PERCENT = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)


def _amount(text: str) -> str:
    if not _YUAN.fullmatch(text):
        raise PydanticCustomError("yuan", "no amount of yuan and fen")
    return text


def _percent(text: str) -> str:
    if not _PERCENT.fullmatch(text):
        raise PydanticCustomError("percent", "no percentage")
    return text


Yuan = Annotated[str, Field(strict=True), AfterValidator(_amount)]
"""An amount with its fen: ``80.00``."""
Percent = Annotated[str, Field(strict=True), AfterValidator(_percent)]


class FixedAmount(Part):
    """The same amount for everybody."""

    rule: Literal["fixed"]
    yuan: Yuan


class AmountByOption(Part):
    """An amount for each option of a choice of the own form; ``otherwise`` for all others."""

    rule: Literal["by_option"]
    field: Code
    options: dict[Name, Yuan]
    otherwise: Yuan | None = None


class AmountPerUnit(Part):
    """So much for each of a number on the own form: for each copy, for each page."""

    rule: Literal["per_unit"]
    field: Code
    each: Yuan


class AmountByRate(Part):
    """A share of an amount that the own form declares, in yuan or in ten thousands of it."""

    rule: Literal["rate"]
    field: Code
    percent: Percent
    in_ten_thousands: StrictBool = False


class AssessedAmount(Part):
    """What the office finds in each case: ``criteria`` say by what, for people to read."""

    rule: Literal["assessed"]
    criteria: Name


AmountRule = Annotated[
    FixedAmount | AmountByOption | AmountPerUnit | AmountByRate | AssessedAmount,
    Discriminator("rule"),
]


class Waiver(Part):
    """For whom nothing is paid, by their answers, and by which law."""

    when: Condition
    basis: Name


class Charge(Part):
    """What is paid for one matter, to its office.

    ``payer`` is who owes it. It is paid before the office decides (a tax whose payment is what
    the result proves), or before the result is handed over.
    """

    name: Name
    kind: Literal["fee", "tax"] = "fee"
    amount: AmountRule
    payer: Code | None = None
    before: Literal["decision", "issuing"] = "issuing"
    waivers: tuple[Waiver, ...] = ()
    basis: Name
