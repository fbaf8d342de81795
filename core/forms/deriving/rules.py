"""Understand the derivations that a catalogue tells in words (law 5).

A rule that the vocabulary does not know is left to people. *Fixed* values follow and
are not asked; a *default* is only a proposal that the applicant confirms, never a merge.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, DerivationRule, FieldKey, Question
from core.forms.deriving.vocabulary import COPY, VOCABULARY, Way
from core.situations.guiding import Situation

ID_TYPE_NAME = "证件类型"
RESIDENT_ID = "居民身份证"
ANY_SUBJECT = "*"
_SAME_SUBJECT = "同一主体"
_SAME_HOLDER = "同主体姓名或名称"
_HOLDER_NAMES = ("per.name", "org.name")
_DEFAULT_WORD = "默认"


@dataclass(frozen=True, slots=True)
class Derivation:
    """One executable rule: the target follows from the first source that has a value.

    ``subject`` and the subjects of ``sources`` may be ``*``: the same for both.
    ``second`` is needed as well. ``question`` and ``option`` are the answer under which
    it holds, if it depends on one; ``needs_resident_id`` holds only for the number of a
    resident identity card. ``steps`` are the options of the target that stand for
    numbers of years. ``or_asked`` says that the applicant is asked where nothing follows.
    ``basis`` is the standard that says so.
    """

    element: str
    subject: str
    sources: tuple[FieldKey, ...]
    compute: Callable[..., Any]
    fixed: bool
    second: FieldKey | None = None
    question: str = ""
    option: str = ""
    needs_resident_id: bool = False
    steps: str = ""
    or_asked: bool = False
    basis: str = ""

    def sources_for(self, target: FieldKey) -> tuple[FieldKey, ...]:
        """Return the keys a target follows from, or none if the rule is not about it."""
        if target.element != self.element or self.subject not in {ANY_SUBJECT, target.subject}:
            return ()
        return tuple(
            FieldKey(source.element, target.subject) if source.subject == ANY_SUBJECT else source
            for source in self.sources
        )

    def holds_in(self, situation: Situation) -> bool:
        """Say whether the answer that the rule depends on has been given."""
        return not self.question or situation.given.get(self.question) == self.option

    def computed(self, value: Any, *more: Any) -> Any:
        """Return what follows from a value, or nothing."""
        result = self.compute(value, *more)
        return step_for(result, self.steps) if self.steps and result is not None else result

    def bound(self, subject: str, bound_as: str) -> "Derivation":
        """Return the rule for a theme that calls a subject by another name."""

        def renamed(name: str) -> str:
            return bound_as if name == subject else name

        return replace(
            self,
            subject=renamed(self.subject),
            sources=tuple(FieldKey(s.element, renamed(s.subject)) for s in self.sources),
            second=self.second and FieldKey(self.second.element, renamed(self.second.subject)),
        )

    def keyed(self, key_of: Callable[[FieldKey], FieldKey]) -> "Derivation":
        """Return the rule with every field under the key by which it is asked."""
        return replace(
            self,
            subject=key_of(FieldKey(self.element, self.subject)).subject,
            sources=tuple(map(key_of, self.sources)),
            second=self.second and key_of(self.second),
        )

    @property
    def subjects(self) -> frozenset[str]:
        """Return the subjects it names."""
        second = (self.second.subject,) if self.second else ()
        return frozenset({self.subject, *(source.subject for source in self.sources), *second})


def executable_derivations(catalogue: Catalogue) -> tuple[Derivation, ...]:
    """Return the derivations of a catalogue that the vocabulary understands."""
    understood = (_understood(rule, catalogue) for rule in catalogue.derivations)
    return tuple(derivation for derivation in understood if derivation is not None)


def _understood(rule: DerivationRule, catalogue: Catalogue) -> Derivation | None:
    target, sources = FieldKey.parse(rule.target), _sources(rule)
    if target is None or not sources:
        return None
    fixed = _DEFAULT_WORD not in rule.when + rule.rule
    way = next((way for way in VOCABULARY if way.words in rule.rule), None)
    question, option = _answer_named(rule.when, catalogue.questions)
    if way is None and fixed and not question:
        return None
    way = way or COPY
    second = _second(way, rule.rule, catalogue.elements.values())
    if way.second is not None and second is None:
        return None
    return Derivation(
        target.element,
        target.subject,
        sources,
        way.compute,
        fixed,
        second=second,
        question=question,
        option=option,
        needs_resident_id=rule.when == f"{ID_TYPE_NAME}={RESIDENT_ID}",
        steps=_steps(catalogue.elements.get(target.element)) if way.second else "",
        or_asked=way.or_asked,
        basis=_basis(way, target, sources[0], catalogue.elements),
    )


def _sources(rule: DerivationRule) -> tuple[FieldKey, ...]:
    """Return the keys that a rule names, or none: half understood is not understood."""
    if rule.source == _SAME_HOLDER:
        return tuple(FieldKey(element, ANY_SUBJECT) for element in _HOLDER_NAMES)
    keys = [FieldKey.parse(part) for part in rule.sources]
    named = [key for key in keys if key and not re.search(r"[^\w.:-]", key.subject)]
    if len(named) < len(keys):
        return ()
    return tuple(
        FieldKey(key.element, ANY_SUBJECT) if key.subject == _SAME_SUBJECT else key for key in named
    )


def _second(way: Way, words: str, elements: Iterable[DataElement]) -> FieldKey | None:
    """Return the second value that a rule such as 合同签订日与取得日间隔 speaks of."""
    found = way.second.match(words) if way.second else None
    if found is None:
        return None
    named = [one for one in elements if one.name.startswith(found[1]) and one.describes]
    return FieldKey(named[0].id, named[0].describes) if len(named) == 1 else None


def _basis(
    way: Way, target: FieldKey, source: FieldKey, elements: Mapping[str, DataElement]
) -> str:
    element = elements.get(target.element if way.by_target else source.element)
    return element.standard if element else ""


def _answer_named(words: str, questions: Mapping[str, Question]) -> tuple[str, str]:
    """Return the question and option that words such as 主体类型=个体工商户 speak of."""
    name, equals, option = words.partition("=")
    if not equals:
        return "", ""
    for question in questions.values():
        if name in question.text and option in question.options:
            return question.id, option
    return "", ""


_STEP = re.compile(r"(?:满(\d+)年?)?(?:不满(\d+)年)?")


def _steps(element: DataElement | None) -> str:
    """Return the options of an element that stand for numbers of years, if all of them do."""
    words = element.validation if element else ""
    steps = words.split("/")
    return words if all(step and _STEP.fullmatch(step) for step in steps) else ""


def step_for(years: int, steps: str) -> str | None:
    """Return the option for a number of whole years.

    Examples:
        >>> [step_for(years, "不满2年/满2不满5年/满5年") for years in (0, 2, 4, 5)]
        ['不满2年', '满2不满5年', '满2不满5年', '满5年']
    """
    for step in steps.split("/"):
        found = _STEP.fullmatch(step)
        if found and int(found[1] or 0) <= years and (not found[2] or years < int(found[2])):
            return step
    return None
