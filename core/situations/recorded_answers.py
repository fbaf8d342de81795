"""Tell the answer to a question from what a record says (law 5: never ask what can be fetched)."""

from typing import Any

from core.catalogue.answer_values import is_answer_to
from core.catalogue.models import Question, QuestionKind, RecordLink
from core.kinds.values.numeric import number_of


def answer_on_record(question: Question, link: RecordLink, value: Any) -> str | float | None:
    """Return the answer that a value of a record gives; none where the person has to be asked.

    Examples:
        >>> card = RecordLink.model_validate(
        ...     {"licence": "c", "element": "per.a", "holder": "per.id@x", "as": {"离婚": "未婚"}}
        ... )
        >>> asked = Question(id="q", text="?", kind="single", options=("未婚", "已婚"))
        >>> [answer_on_record(asked, card, value) for value in ("离婚", "已婚", "不详", None)]
        ['未婚', '已婚', None, None]
    """
    if question.kind is QuestionKind.NUMBER:
        number = number_of(value)
        is_answer = number is not None and is_answer_to(float(number), question)
        return float(number) if number is not None and is_answer else None
    if question.kind is QuestionKind.MULTIPLE or not _says_anything(value):
        return None
    words = str(value).strip()
    option = link.written_as.get(words, link.there or words)
    return option if option in question.options else None


def _says_anything(value: Any) -> bool:
    """Say whether a record says something: no months of service are no service."""
    if value is None or value is False or (isinstance(value, str) and not value.strip()):
        return False
    return number_of(value) != 0
