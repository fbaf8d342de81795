"""What a sentence can say about the answer to a question: operators and values that fit."""

from core.catalogue.models import Answer, Comparison, Operator, Question, QuestionKind

_OPERATORS = {
    QuestionKind.SINGLE: (Operator.EQ, Operator.NE, Operator.IN),
    QuestionKind.MULTIPLE: (Operator.IN, Operator.EQ, Operator.NE),
    QuestionKind.NUMBER: (
        Operator.GT,
        Operator.GE,
        Operator.LT,
        Operator.LE,
        Operator.EQ,
        Operator.NE,
    ),
}


def operators_for(question: Question) -> tuple[Operator, ...]:
    """Return the operators that fit a kind of question, the usual one first."""
    return _OPERATORS[question.kind]


def takes_several(question: Question, operator: Operator) -> bool:
    """Say whether a sentence compares with a set of options."""
    return operator is Operator.IN or question.kind is QuestionKind.MULTIPLE


def first_comparison(question: Question) -> Comparison:
    """Return a sentence to begin with.

    Examples:
        >>> form = Question(id="form", text="?", kind="multiple", options=("A", "B"))
        >>> first_comparison(form).value
        ('A',)
    """
    value: Answer = 0 if question.kind is QuestionKind.NUMBER else (*question.options, "")[0]
    operator = operators_for(question)[0]
    return Comparison(question=question.id, op=operator, value=_fitting(value, question, operator))


def with_operator(comparison: Comparison, operator: Operator, question: Question) -> Comparison:
    """Return a sentence with another operator; its value is kept as far as it fits.

    Examples:
        >>> who = Question(id="who", text="?", kind="single", options=("A", "B"))
        >>> some = Comparison(question="who", op="in", value=("A", "B"))
        >>> with_operator(some, Operator.EQ, who).value
        'A'
    """
    value = _fitting(comparison.value, question, operator)
    return Comparison(question=comparison.question, op=operator, value=value)


def fits(comparison: Comparison, question: Question) -> bool:
    """Say whether native widgets can show a sentence without changing what it says.

    Examples:
        >>> who = Question(id="who", text="?", kind="single", options=("A", "B"))
        >>> fits(Comparison(question="who", op="eq", value="C"), who)
        False
    """
    value, several = comparison.value, takes_several(question, comparison.op)
    if comparison.op not in operators_for(question):
        return False
    if question.kind is QuestionKind.NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    values = value if isinstance(value, tuple) else (value,)
    known = set(values) <= set(question.options) and len(set(values)) == len(values)
    return isinstance(value, tuple) is several and known


def _fitting(value: Answer, question: Question, operator: Operator) -> Answer:
    if takes_several(question, operator):
        return value if isinstance(value, tuple) else (str(value),)
    if isinstance(value, tuple):
        return (*value, *question.options, "")[0]
    return value
