"""Tell the answer to a question from what a record says (law 5: never ask what can be fetched)."""

from typing import Any

from core.catalogue.answer_values import is_answer_to
from core.catalogue.models import Question, QuestionKind, RecordLink
from core.kinds.values.numeric import number_of

_TRUTHS = {True: "是", False: "否"}
"""How a truth that a record tells is written as an option."""


def answer_on_record(question: Question, link: RecordLink, value: Any) -> str | float | None:
    """Return the answer that a value of a record gives; none where the person has to be asked.

    Examples:
        >>> card = RecordLink.model_validate(
        ...     {"licence": "c", "element": "per.a", "holder": "per.id@x", "as": {"离婚": "未婚"}}
        ... )
        >>> asked = Question(id="q", text="?", kind="single", options=("未婚", "已婚"))
        >>> [answer_on_record(asked, card, value) for value in ("离婚", "已婚", "不详", None)]
        ['未婚', '已婚', None, None]
        >>> book = RecordLink.model_validate(
        ...     {"licence": "b", "element": "re.mortgaged", "holder": "re.cert_no@house"}
        ... )
        >>> asked = Question(id="q", text="?", kind="single", options=("是", "否"))
        >>> answer_on_record(asked, book, False), answer_on_record(asked, book, None)
        ('否', None)
    """
    if question.kind is QuestionKind.NUMBER:
        number = number_of(value)
        is_answer = number is not None and is_answer_to(float(number), question)
        return float(number) if number is not None and is_answer else None
    if question.kind is QuestionKind.MULTIPLE:
        return None
    words = _TRUTHS[value] if isinstance(value, bool) else str(value or "").strip()
    there = link.there if _says_anything(value) else None
    option = link.written_as.get(words, there or ("" if link.there else words))
    return option if option in question.options else None


def _says_anything(value: Any) -> bool:
    """Say whether a record says something: no months of service are no service."""
    if value is None or value is False or (isinstance(value, str) and not value.strip()):
        return False
    return number_of(value) != 0
