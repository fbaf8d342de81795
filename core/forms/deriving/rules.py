"""Understand the derivations that a catalogue tells in words (law 5).

A rule that the vocabulary does not know is left to people. *Fixed* values follow and
are not asked; a *default* is only a proposal that the applicant confirms, never a merge.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, DerivationRule, FieldKey
from core.forms.deriving.circumstances import ALWAYS, Circumstances, circumstances_in
from core.forms.deriving.vocabulary import COPY, VOCABULARY, Way
from core.kinds.values.identity_papers import RESIDENT_ID
from core.situations.guiding import Situation

ID_TYPE_NAME = "证件类型"
ANY_SUBJECT = "*"
_SAME_SUBJECT = "同一主体"
_SAME_HOLDER = "同主体姓名或名称"
_HOLDER_NAMES = ("per.name", "org.name")
_DEFAULT_WORD = "默认"


@dataclass(frozen=True, slots=True)
class Derivation:
    """One executable rule: the target follows from the first source that has a value.

    ``subject`` and the subjects of ``sources`` may be ``*``: the same for both. ``others``
    are needed as well. ``circumstances`` tell when it holds; ``needs_paper`` holds only for
    the number of a paper that follows GB 11643. ``steps`` are the options of the target that
    stand for numbers of years. ``basis`` is the law or standard that says so.
    """

    element: str
    subject: str
    sources: tuple[FieldKey, ...]
    way: Way
    compute: Callable[..., Any]
    fixed: bool
    others: tuple[FieldKey, ...] = ()
    circumstances: Circumstances = ALWAYS
    needs_paper: bool = False
    steps: str = ""
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
        """Say whether the answers that the rule depends on have been given."""
        return self.circumstances.hold_in(situation)

    def computed(self, value: Any, *more: Any) -> Any:
        """Return what follows from a value, or nothing."""
        result = self.compute(value, *more)
        return step_for(result, self.steps) if self.steps and result is not None else result

    def bound(self, subject: str, bound_as: str) -> "Derivation":
        """Return the rule for a theme that calls a subject by another name."""

        def renamed(key: FieldKey) -> FieldKey:
            return FieldKey(key.element, bound_as) if key.subject == subject else key

        return self.keyed(renamed)

    def keyed(self, key_of: Callable[[FieldKey], FieldKey]) -> "Derivation":
        """Return the rule with every field under the key by which it is asked."""
        return replace(
            self,
            subject=key_of(FieldKey(self.element, self.subject)).subject,
            sources=tuple(map(key_of, self.sources)),
            others=tuple(map(key_of, self.others)),
            circumstances=self.circumstances.keyed(key_of),
        )

    @property
    def subjects(self) -> frozenset[str]:
        """Return the subjects it names."""
        keys = (*self.sources, *self.others, *self.circumstances.keys)
        return frozenset({self.subject, *(key.subject for key in keys)})


def executable_derivations(catalogue: Catalogue) -> tuple[Derivation, ...]:
    """Return the derivations of a catalogue that the vocabulary understands."""
    understood = (
        derivation_of(rule, catalogue) for rule in catalogue.derivations if not rule.deprecated
    )
    return tuple(derivation for derivation in understood if derivation is not None)


def derivation_of(rule: DerivationRule, catalogue: Catalogue) -> Derivation | None:
    """Return what a rule says, or nothing if the vocabulary does not know its words."""
    target, sources = FieldKey.parse(rule.target), sources_of_rule(rule)
    others = _others(rule)
    if target is None or not sources or others is None:
        return None
    fixed = _DEFAULT_WORD not in rule.when + rule.rule
    circumstances = circumstances_in(rule.when, catalogue.questions)
    found = _way(rule.rule)
    if found is None and fixed and not circumstances.answers:
        return None
    way, compute = found or (COPY, COPY.compute)
    second = _second(way, rule.rule, catalogue.elements.values())
    if way.second is not None and second is None:
        return None
    return Derivation(
        target.element,
        target.subject,
        sources,
        way,
        compute,
        fixed,
        others=(*others, second) if second else others,
        circumstances=circumstances,
        needs_paper=rule.when == f"{ID_TYPE_NAME}={RESIDENT_ID}",
        steps=_steps(catalogue.elements.get(target.element)) if way.second else "",
        basis=rule.basis or _basis(way, target, sources[0], catalogue.elements),
    )


def _way(words: str) -> tuple[Way, Callable[..., Any]] | None:
    """Return the first way whose words occur in a rule, and what computes as it says."""
    for way in VOCABULARY:
        compute = way.read(words)
        if compute is not None:
            return way, compute
    return None


def _others(rule: DerivationRule) -> tuple[FieldKey, ...] | None:
    """Return the keys that are needed as well, or nothing if one of them is no key."""
    keys = tuple(FieldKey.parse(name) for name in rule.others)
    known = tuple(key for key in keys if key is not None)
    return known if len(known) == len(keys) else None


def sources_of_rule(rule: DerivationRule) -> tuple[FieldKey, ...]:
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
    named = [
        element for element in elements if element.name.startswith(found[1]) and element.describes
    ]
    return FieldKey(named[0].id, named[0].describes) if len(named) == 1 else None


def _basis(
    way: Way, target: FieldKey, source: FieldKey, elements: Mapping[str, DataElement]
) -> str:
    element = elements.get(target.element if way.by_target else source.element)
    return element.standard if element else ""


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
