"""Understand the derivations that a catalogue tells in words (law 5).

The words are recognised against a small vocabulary; a rule that it does not know is
left to people. *Fixed* values follow and are not asked; a *default* is only a proposal
that the applicant confirms, never a merge.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.catalogue.models import DerivationRule, Question
from core.catalogue.packages import Catalogue
from core.forms.kinds.identity import birth_date_of, sex_of
from core.forms.models import FieldKey
from core.situations.guiding import Situation

_SAME_SUBJECT = "同一主体"
_DEFAULT_WORD = "默认"
_ANY_SUBJECT = "*"
RESIDENT_ID = "居民身份证"
ID_TYPE_NAME = "证件类型"


def copied(value: Any) -> Any:
    """Take over the value as it is."""
    return value


def multiplied(value: Any) -> float | int | None:
    """Multiply the measures in a text such as 长x宽.

    Examples:
        >>> multiplied("3.5 x 2"), multiplied("3米"), multiplied(7)
        (7, None, None)
    """
    measures = re.findall(r"\d+(?:\.\d+)?", value) if isinstance(value, str) else []
    if len(measures) != 2:
        return None
    product = round(float(measures[0]) * float(measures[1]), 6)
    return int(product) if product.is_integer() else product


# Words in a rule, and what they compute. The first that occurs decides.
_VOCABULARY: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("第7-14位", birth_date_of),
    ("第17位", sex_of),
    ("相乘", multiplied),
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """One executable rule: the target follows from the first source that has a value.

    ``subject`` and the subjects of ``sources`` may be ``*``: the same for both.
    ``question`` and ``option`` are the answer under which it holds, if it depends on one;
    ``needs_resident_id`` holds only for the number of a resident identity card.
    """

    element: str
    subject: str
    sources: tuple[FieldKey, ...]
    compute: Callable[[Any], Any]
    fixed: bool
    question: str = ""
    option: str = ""
    needs_resident_id: bool = False

    def sources_for(self, target: FieldKey) -> tuple[FieldKey, ...]:
        """Return the keys a target follows from, or none if the rule is not about it."""
        if target.element != self.element or self.subject not in {_ANY_SUBJECT, target.subject}:
            return ()
        return tuple(
            FieldKey(source.element, target.subject) if source.subject == _ANY_SUBJECT else source
            for source in self.sources
        )

    def holds_in(self, situation: Situation) -> bool:
        """Say whether the answer that the rule depends on has been given."""
        answers = situation.known.answers
        return not self.question or answers.get(self.question) == self.option


def executable_derivations(catalogue: Catalogue) -> tuple[Derivation, ...]:
    """Return the derivations of a catalogue that the vocabulary understands."""
    understood = (_understood(rule, catalogue.questions) for rule in catalogue.derivations)
    return tuple(derivation for derivation in understood if derivation is not None)


def _understood(rule: DerivationRule, questions: Mapping[str, Question]) -> Derivation | None:
    target = FieldKey.parse(rule.target)
    sources = tuple(_source(part) for part in rule.source.split(" 或 "))
    if target is None or not all(sources):
        return None
    fixed = _DEFAULT_WORD not in rule.when + rule.rule
    compute = next((way for words, way in _VOCABULARY if words in rule.rule), None)
    question, option = _answer_named(rule.when, questions)
    needs_resident_id = rule.when == f"{ID_TYPE_NAME}={RESIDENT_ID}"
    if compute is None:
        if fixed and not question:
            return None
        compute = copied
    return Derivation(
        target.element,
        target.subject,
        tuple(source for source in sources if source),
        compute,
        fixed,
        question,
        option,
        needs_resident_id,
    )


def _source(text: str) -> FieldKey | None:
    key = FieldKey.parse(text.strip())
    if key is None or re.search(r"[^\w.:-]", key.subject):
        return None
    return FieldKey(key.element, _ANY_SUBJECT) if key.subject == _SAME_SUBJECT else key


def _answer_named(words: str, questions: Mapping[str, Question]) -> tuple[str, str]:
    """Return the question and option that words such as 主体类型=个体工商户 speak of."""
    name, equals, option = words.partition("=")
    if not equals:
        return "", ""
    for question in questions.values():
        if name in question.text and option in question.options:
            return question.id, option
    return "", ""
