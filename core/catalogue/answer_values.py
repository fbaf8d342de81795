"""Which values a comparison names that no answer to its question can have."""

from core.catalogue.models import Comparison, Question, QuestionKind


def impossible_values(comparison: Comparison, question: Question) -> list[str | int | float]:
    """Return the values of a comparison that no answer to its question can have.

    Examples:
        >>> area = Question(id="area", text="?", kind="number")
        >>> impossible_values(Comparison(question="area", op="eq", value="large"), area)
        ['large']
    """
    value = comparison.value
    values = value if isinstance(value, tuple) else (value,)
    if question.kind is QuestionKind.NUMBER:
        return [one for one in values if isinstance(one, str)]
    return [one for one in values if one not in question.options]
