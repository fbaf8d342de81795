"""What stands in a cell of a decision table as text, and what a typed text means."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from core.catalogue.models import Comparison, Operator, Question, QuestionKind
from core.themes.editing.comparing_answers import fits

SIGNS = {
    Operator.GT: "＞",
    Operator.GE: "≥",
    Operator.LT: "＜",
    Operator.LE: "≤",
    Operator.EQ: "＝",
    Operator.NE: "≠",
}
SIGN_WORDS: tuple[tuple[Operator, str], ...] = (
    (Operator.GE, r">=|≥|不小于|不少于|不低于|至少|at least"),
    (Operator.LE, r"<=|≤|不大于|不超过|不多于|至多|at most"),
    (Operator.NE, r"!=|<>|≠|不等于|不是|is not|not"),
    (Operator.GT, r">|大于|超过|多于|more than|over"),
    (Operator.LT, r"<|小于|不到|不足|不满|少于|less than|under"),
    (Operator.EQ, r"=|等于|正好|是|equals|is"),
)
_INCLUDED = {"以上": Operator.GE, "以下": Operator.LE, "以内": Operator.LE}
"""These include the number itself (民法典 1259)."""
_NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"
_AND = re.compile(r"\s*(?:并且|而且|且|和|&|\band\b)\s*")
_OR = re.compile(r"\s*(?:或者|或|、|，|,|;|；|/|\n|\bor\b)\s*")


def cell_text(cell: Sequence[Comparison], question: Question, *, both: str, either: str) -> str:
    """Return a cell as text; what no text can say exactly is told as it is written.

    Args:
        cell: What has to hold.
        question: The question that it looks at.
        both: What stands between two comparisons that both hold.
        either: What stands between two options of which one is enough.

    Examples:
        >>> area = Question(id="area", text="?", kind="number")
        >>> between = read_cell("5以上且不满9", area, ())
        >>> cell_text(between, area, both=" 且 ", either=" 或 ")
        '≥ 5 且 ＜ 9'
    """
    return both.join(_text(part, question, either) for part in cell)


def _text(part: Comparison, question: Question, either: str) -> str:
    value = part.value if isinstance(part.value, tuple) else (part.value,)
    if part.op is Operator.IN:
        return either.join(map(str, value))
    said = "、".join(map(str, value))
    is_plain = part.op is Operator.EQ and question.kind is QuestionKind.SINGLE
    return said if is_plain else f"{SIGNS[part.op]} {said}"


def is_typed(cell: Sequence[Comparison], question: Question) -> bool:
    """Say whether a cell can be typed: whether its text, read again, says the same."""
    if not all(fits(part, question) for part in cell):
        return False
    text = cell_text(cell, question, both=" 且 ", either=" 或 ")
    read = read_cell(text, question, ())
    return read is not None and _said(read, question) == _said(cell, question)


def _said(
    cell: Sequence[Comparison], question: Question
) -> list[tuple[Operator, frozenset[object]]]:
    """Return what comparisons say: where one is chosen, to be an option is to be among it."""
    found: list[tuple[Operator, frozenset[object]]] = []
    for part in cell:
        values = part.value if isinstance(part.value, tuple) else (part.value,)
        is_option = part.op is Operator.EQ and question.kind is QuestionKind.SINGLE
        found.append((Operator.IN if is_option else part.op, frozenset(values)))
    return found


def read_cell(
    text: str, question: Question, before: Sequence[Comparison]
) -> tuple[Comparison, ...] | None:
    """Return what a typed text means, or nothing if it says no answer to the question.

    A number alone keeps the way in which the cell compared before; without one nobody knows
    which is meant.

    Args:
        text: What was typed; nothing, or a dash, means any answer.
        question: The question.
        before: What the cell said before.

    Examples:
        >>> area = Question(id="area", text="?", kind="number", unit="平方米")
        >>> [(part.op.value, part.value) for part in read_cell("300平方米以上", area, ())]
        [('ge', 300)]
        >>> read_cell("300", area, ()) is None
        True
    """
    words = text.strip()
    if words in ("", "-", "–", "—", "不限"):
        return ()
    if question.kind is QuestionKind.NUMBER:
        return _numbers(words, question, before)
    return _options(words, question)


def _numbers(
    words: str, question: Question, before: Sequence[Comparison]
) -> tuple[Comparison, ...] | None:
    plain = unicodedata.normalize("NFKC", words)
    if question.unit:
        plain = plain.replace(unicodedata.normalize("NFKC", question.unit), "")
    between = re.fullmatch(rf"\s*({_NUMBER})\s*(?:-|~|–|—|至|到)\s*({_NUMBER})\s*", plain)
    if between:
        return tuple(
            _comparison(question, operator, number)
            for operator, number in zip((Operator.GE, Operator.LE), between.groups(), strict=True)
        )
    if alone := re.fullmatch(_NUMBER, plain.strip()):
        kept = {part.op for part in before}
        return (_comparison(question, kept.pop(), alone[0]),) if len(kept) == 1 else None
    parts = [_number(part, question) for part in _AND.split(plain)]
    return None if None in parts else tuple(part for part in parts if part)


def _number(words: str, question: Question) -> Comparison | None:
    if after := re.fullmatch(rf"\s*({_NUMBER})\s*({'|'.join(_INCLUDED)})\s*", words):
        return _comparison(question, _INCLUDED[after[2]], after[1])
    for operator, pattern in SIGN_WORDS:
        if found := re.fullmatch(rf"\s*(?:{pattern})\s*({_NUMBER})\s*", words):
            return _comparison(question, operator, found[1])
    return None


def _comparison(question: Question, operator: Operator, number: str) -> Comparison:
    value = float(number.replace(",", ""))
    return Comparison(
        question=question.id, op=operator, value=int(value) if value.is_integer() else value
    )


def _options(words: str, question: Question) -> tuple[Comparison, ...] | None:
    """Return what options are meant; several parts are joined by *and*, unless one is an option."""
    if (whole := _option(words, question)) is not None:
        return (whole,)
    found: list[Comparison] = []
    for part in _AND.split(words):
        option = _option(part, question)
        if option is None:
            return None
        found.append(option)
    return tuple(found)


def _option(words: str, question: Question) -> Comparison | None:
    options = chosen_options(words, question.options)
    if options:
        return _about_options(question, None, options)
    for operator, pattern in SIGN_WORDS:
        begun = re.match(rf"\s*(?:{pattern.replace('=', '[=＝]')})\s*", words)
        if operator in (Operator.NE, Operator.EQ) and begun:
            options = chosen_options(words[begun.end() :], question.options)
            return _about_options(question, operator, options) if options else None
    return None


def _about_options(
    question: Question, operator: Operator | None, options: tuple[str, ...]
) -> Comparison | None:
    several = question.kind is QuestionKind.MULTIPLE
    if operator is None or (operator is Operator.EQ and not several):
        is_one = len(options) == 1 and not several
        meant = Operator.EQ if is_one else Operator.IN
        return Comparison(question=question.id, op=meant, value=options[0] if is_one else options)
    if not several and len(options) > 1:
        return None
    return Comparison(question=question.id, op=operator, value=options if several else options[0])


def chosen_options(words: str, options: Sequence[str]) -> tuple[str, ...] | None:
    """Return the options that a text lists, none of them twice; an option may hold a separator."""
    for option, rest in _begun(words.strip(), options):
        if not rest:
            return (option,)
        if joint := _OR.match(rest):
            others = chosen_options(rest[joint.end() :], options)
            if others:
                return tuple(dict.fromkeys((option, *others)))
    return None


def _begun(words: str, options: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield every option that a text begins with, the longest first, and what follows it."""
    for option in sorted(options, key=len, reverse=True):
        for said in dict.fromkeys((option, option.replace("(", "（").replace(")", "）"))):
            if words.startswith(said):
                yield option, words[len(said) :]
