"""Which comparisons say in other notations what they say here, by how a question is answered.

Others coerce: JsonLogic takes ``"60"`` for 60, and a text that contains another for a list that
does. FEEL compares texts by their letters. We do neither, so such comparisons do not fit.
"""

from core.catalogue.models import Answer, Comparison, Operator, QuestionKind

ORDERED = frozenset({Operator.GT, Operator.GE, Operator.LT, Operator.LE})


def fits(comparison: Comparison, kind: QuestionKind | None) -> bool:
    """Say whether the values are of the kind of the answers; of an unknown kind, any are.

    Examples:
        >>> tenth = Comparison(question="q", op="eq", value="10")
        >>> fits(tenth, QuestionKind.SINGLE), fits(tenth, QuestionKind.NUMBER)
        (True, False)
    """
    values = values_in(comparison.value)
    if comparison.op in ORDERED:
        return kind in (None, QuestionKind.NUMBER) and not any(isinstance(v, str) for v in values)
    if kind is None:
        return True
    return all(isinstance(v, str) is (kind is not QuestionKind.NUMBER) for v in values)


def as_others_say(comparison: Comparison, kind: QuestionKind | None) -> Comparison:
    """Return a comparison that others cannot take for more than it says.

    What no answer satisfies (an order among texts, one answer that is a whole set) becomes one
    with nothing; a set of one, where one answer is given, becomes that one.
    """
    values = tuple(dict.fromkeys(values_in(comparison.value)))
    never = comparison.model_copy(update={"op": Operator.IN, "value": ()})
    if comparison.op in ORDERED:
        return comparison if fits(comparison, kind) else never
    if comparison.op is Operator.IN or kind is QuestionKind.MULTIPLE:
        return comparison.model_copy(update={"value": values})
    if len(values) == 1:
        return comparison.model_copy(update={"value": values[0]})
    return never if comparison.op is Operator.EQ else comparison


def values_in(value: Answer) -> tuple[str | int | float, ...]:
    """Return the values of an answer, one or several."""
    return value if isinstance(value, tuple) else (value,)
