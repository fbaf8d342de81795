"""Write what is paid for a matter in rows that a clerk reads, and read them back to the letter.

A charge takes the rows of ``CHARGE_HEADINGS``. Its amount is one cell: ``80.00元``,
``按 F09 的选项`` with a line each option, ``按 F02 计数，每个 4.50元``, ``按 F03 金额的 3%``,
``核定：…``. A waiver is one cell: its condition, and below it the law.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from core.catalogue.models import (
    AmountByOption,
    AmountByRate,
    AmountPerUnit,
    AmountRule,
    AssessedAmount,
    Charge,
    FixedAmount,
    Waiver,
)
from core.catalogue.spreadsheets.condition_words import condition_text, read_condition
from core.catalogue.spreadsheets.words import CHARGE_KIND_WORDS, CHARGE_TIME_WORDS

_REST = "其余选项"
_YUAN = r"(\d+\.\d{2})\s*元"
_FIXED = re.compile(_YUAN)
_BY_OPTION = re.compile(r"按\s*(\S+)\s*的选项")
_OPTION = re.compile(rf"(.+)[：:]\s*{_YUAN}")
_PER_UNIT = re.compile(rf"按\s*(\S+)\s*计数[，,]\s*每个\s*{_YUAN}")
_RATE = re.compile(r"按\s*(\S+?)\s*金额(?:[(（](万元)[)）])?的\s*([\d.]+)\s*[%％]")
_ASSESSED = "核定："


def charge_cells(charge: Charge) -> Iterator[tuple[str, str]]:
    """Yield the cells of a charge by what they hold; each waiver is one."""
    yield "charge_name", charge.name
    yield "charge_kind", CHARGE_KIND_WORDS[charge.kind][0]
    yield "charge_amount", amount_text(charge.amount)
    if charge.payer is not None:
        yield "charge_payer", charge.payer
    yield "charge_before", CHARGE_TIME_WORDS[charge.before][0]
    for waiver in charge.waivers:
        yield "charge_waivers", f"{condition_text(waiver.when)}\n{waiver.basis}"
    yield "charge_basis", charge.basis


def amount_text(rule: AmountRule) -> str:
    """Return how much is paid, as one cell.

    Examples:
        >>> amount_text(AmountByRate(rule="rate", field="F03", percent="3"))
        '按 F03 金额的 3%'
    """
    match rule:
        case FixedAmount():
            return f"{rule.yuan}元"
        case AmountPerUnit():
            return f"按 {rule.field} 计数，每个 {rule.each}元"
        case AmountByRate():
            unit = "（万元）" if rule.in_ten_thousands else ""
            return f"按 {rule.field} 金额{unit}的 {rule.percent}%"
        case AmountByOption():
            rest = [] if rule.otherwise is None else [f"{_REST}：{rule.otherwise}元"]
            options = (f"{_quoted(option)}：{yuan}元" for option, yuan in rule.options.items())
            return "\n".join((f"按 {rule.field} 的选项", *options, *rest))
        case AssessedAmount():
            return f"{_ASSESSED}{rule.criteria}"


def read_amount(text: str) -> dict[str, Any]:
    """Return the rule that a cell says, to be looked over by the model.

    Raises:
        ValueError: If the cell says none.

    Examples:
        >>> read_amount("80.00元")
        {'rule': 'fixed', 'yuan': '80.00'}
        >>> read_amount("八十块")
        Traceback (most recent call last):
        ValueError: 八十块
    """
    if text.startswith(_ASSESSED):
        return {"rule": "assessed", "criteria": text.removeprefix(_ASSESSED)}
    if found := _FIXED.fullmatch(text):
        return {"rule": "fixed", "yuan": found[1]}
    if found := _PER_UNIT.fullmatch(text):
        return {"rule": "per_unit", "field": found[1], "each": found[2]}
    if found := _RATE.fullmatch(text):
        rate = {"rule": "rate", "field": found[1], "percent": found[3]}
        return rate | ({"in_ten_thousands": True} if found[2] else {})
    first, *lines = text.split("\n")
    if found := _BY_OPTION.fullmatch(first.strip()):
        return {"rule": "by_option", "field": found[1], **_options(lines)}
    raise ValueError(text[:60])


def _options(lines: list[str]) -> dict[str, Any]:
    options: dict[str, str] = {}
    said: dict[str, Any] = {"options": options}
    for line in lines:
        found = _OPTION.fullmatch(line)
        if found is None:
            raise ValueError(line[:60])
        is_rest = found[1] == _REST
        name, named = ("otherwise", said) if is_rest else (_plain(found[1]), options)
        if name in named:  # an amount that stands twice
            raise ValueError(line[:60])
        named[name] = found[2]
    return said


def _quoted(option: str) -> str:
    is_plain = option != _REST and option.isprintable() and not option.startswith('"')
    return option if is_plain else json.dumps(option)


def _plain(option: str) -> str:
    if not option.startswith('"'):
        return option
    try:
        found = json.loads(option)
    except json.JSONDecodeError as unread:
        raise ValueError(option[:60]) from unread
    if not isinstance(found, str):
        raise ValueError(option[:60])
    return found


def read_waiver(text: str) -> Waiver:
    """Return for whom nothing is paid: the condition in the first line, the law below it.

    Raises:
        ValueError: If there is no condition, or no law.
    """
    line, _, basis = text.partition("\n")
    condition = read_condition(line)
    if condition is None or not basis:
        raise ValueError(text[:60])
    return Waiver(when=condition, basis=basis)


def read_charge(text: str) -> Charge | None:
    """Return the charge that one cell says as JSON, as earlier versions wrote it.

    Raises:
        ValueError: If the cell does not say one.

    Examples:
        >>> read_charge("4.00")
        Traceback (most recent call last):
        ValueError: 4.00
    """
    if not text.strip():
        return None
    try:
        return Charge.model_validate(json.loads(text))
    except (json.JSONDecodeError, RecursionError, ValidationError) as unread:
        raise ValueError(text[:60]) from unread
