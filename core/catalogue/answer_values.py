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
        return [compared for compared in values if isinstance(compared, str)]
    return [compared for compared in values if compared not in question.options]
