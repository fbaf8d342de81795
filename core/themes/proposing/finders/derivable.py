"""Entries that follow from another entry by a rule that nobody has written yet (免填表单).

The vocabulary computes a few things for certain: a day of birth from a number, a day from a
moment. Where two elements mean such a pair, and some theme asks both about one subject, the
rule is proposed; whether it is right for the element is for a person to say.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.knowable import keys_in
from core.catalogue.models import DataElement, DerivationRule, FieldType, short_name
from core.forms.deriving.rules import derivation_of
from core.themes.proposing.edits import CatalogueEdit, EditedRecord
from core.themes.proposing.proposal import Candidate, ProposalKind

_TIME = re.compile(r"(日期|时间|年月|月份|日|月)$")
_ID_STANDARD = "GB 11643"


@dataclass(frozen=True, slots=True)
class _KnownWay:
    """What follows from what, in words that the vocabulary understands."""

    fits: Callable[[DataElement, DataElement], bool]
    rule: str
    when: str = ""
    basis: str = ""


def _is_number(source: DataElement) -> bool:
    return source.type is FieldType("identity") and _ID_STANDARD in source.standard


def _means(name: str, kind: FieldType) -> Callable[[DataElement, DataElement], bool]:
    """Return what says that a number is followed by an element of a name and type."""

    def fits(target: DataElement, source: DataElement) -> bool:
        is_named = short_name(target.name).endswith(name)
        return target.type is kind and is_named and _is_number(source)

    return fits


def _same_time(kind: FieldType, of: FieldType) -> Callable[[DataElement, DataElement], bool]:
    """Return what says that an element is the day, or the month, of another one."""

    def fits(target: DataElement, source: DataElement) -> bool:
        about = _TIME.sub("", short_name(target.name))
        is_same = bool(about) and about == _TIME.sub("", short_name(source.name))
        return target.type is kind and source.type is of and is_same

    return fits


_RESIDENT = "证件类型=居民身份证"
_WAYS = (
    _KnownWay(_means("出生日期", FieldType("date")), "第7-14位", _RESIDENT, _ID_STANDARD),
    _KnownWay(_means("性别", FieldType("choice")), "第17位奇男偶女", _RESIDENT, _ID_STANDARD),
    _KnownWay(_same_time(FieldType("date"), FieldType("datetime")), "所在日"),
    _KnownWay(_same_time(FieldType("month"), FieldType("date")), "所在月"),
)


def find_derivable(catalogue: Catalogue) -> Iterator[Candidate]:
    """Yield the rules that the vocabulary could follow and the catalogue does not have."""
    known = {
        (rule.target.partition("@")[0], source.partition("@")[0])
        for rule in catalogue.derivations
        for source in rule.sources
    }
    for target, source in sorted(_asked_together(catalogue) - known):
        elements = catalogue.elements.get(target), catalogue.elements.get(source)
        if elements[0] is not None and elements[1] is not None and target != source:
            yield from _candidates(elements[0], elements[1], catalogue)


def _asked_together(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Return the pairs of elements that some theme asks about one subject."""
    pairs: set[tuple[str, str]] = set()
    for theme in catalogue.themes.values():
        by_subject: dict[str, set[str]] = {}
        for key, _ in keys_in(theme, catalogue):
            if not catalogue.repeats(key.subject):
                by_subject.setdefault(key.subject, set()).add(key.element)
        for elements in by_subject.values():
            pairs.update((target, source) for target in elements for source in elements)
    return pairs


def _candidates(
    target: DataElement, source: DataElement, catalogue: Catalogue
) -> Iterator[Candidate]:
    for way in _WAYS:
        if not way.fits(target, source):
            continue
        said = {"target": f"{target.id}@*", "from": f"{source.id}@同一主体", "when": way.when}
        said |= {"rule": way.rule, "basis": way.basis}
        after = {name: words for name, words in said.items() if words}
        rule = DerivationRule.model_validate(after)
        if derivation_of(rule, catalogue) is not None:
            yield _candidate(rule, after, (target, source), catalogue)
            return


def _candidate(
    rule: DerivationRule,
    after: dict[str, str],
    elements: tuple[DataElement, DataElement],
    catalogue: Catalogue,
) -> Candidate:
    edit = CatalogueEdit(EditedRecord.DERIVATION, rule.identity, "", "derivation", None, after)
    target, source = elements
    asking = [
        matter
        for matter in catalogue.matters.values()
        if any(entry.element == target.id for _, _, entry in matter.entries())
    ]
    about = {
        "entry": target.name,
        "source": source.name,
        "matters": [matter.name for matter in asking],
    }
    departments = tuple(sorted({matter.department for matter in asking}))
    return Candidate(ProposalKind.DERIVABLE, (edit,), about, departments)
