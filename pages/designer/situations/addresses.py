"""The answers of a situation in the address, so that a link shows the same."""

import json
from collections.abc import Mapping
from typing import Any

from core.catalogue.models import Answer

ANSWERS, PARTIES = "answers", "parties"
"""Under which names the address holds the answers, and who is who."""
_LONGEST = 6_000


def address_of(answers: Mapping[str, Answer]) -> str:
    """Return answers as they stand in the address.

    Examples:
        >>> address_of({"area": 60, "who": "公司"})
        '{"area":60,"who":"公司"}'
    """
    return json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":"))


def answers_in(text: str) -> dict[str, Any]:
    """Return the answers of an address; what is no answer is left out.

    Examples:
        >>> answers_in('{"area":60,"who":["A","B"],"x":{}}'), answers_in("{")
        ({'area': 60, 'who': ('A', 'B')}, {})
    """
    try:
        stored = json.loads(text[:_LONGEST] or "{}")
    except ValueError:
        return {}
    if not isinstance(stored, dict):
        return {}
    read = {code: tuple(said) if isinstance(said, list) else said for code, said in stored.items()}
    return {code: answer for code, answer in read.items() if _is_answer(answer)}


def _is_answer(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(_is_answer(part) and not isinstance(part, tuple) for part in value)
    return isinstance(value, str | int | float) and not isinstance(value, bool)
