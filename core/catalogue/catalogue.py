"""Everything that is declared, by code, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from core.catalogue.models import (
    DataElement,
    Department,
    DerivationRule,
    Document,
    Law,
    Licence,
    Matter,
    OptionMapping,
    PageTitle,
    PartyWord,
    Question,
    QuestionKind,
    Standard,
    Subject,
    Theme,
    Translation,
)

_NOTHING_MAPPED: Mapping[str, tuple[str, ...]] = MappingProxyType({})


_Named = DataElement | Department | Document | Matter | Subject


def _name_in(declared: Mapping[str, _Named], code: str) -> str:
    known = declared.get(code)
    return known.name if known else code


@dataclass(frozen=True)
class Catalogue:
    """Everything declared, by code. Read-only; built once and shared."""

    departments: Mapping[str, Department] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    elements: Mapping[str, DataElement] = field(default_factory=dict)
    licences: Mapping[str, Licence] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    derivations: tuple[DerivationRule, ...] = ()
    standards: tuple[Standard, ...] = ()
    mappings: tuple[OptionMapping, ...] = ()
    page_titles: tuple[PageTitle, ...] = ()
    laws: Mapping[str, Law] = field(default_factory=dict)
    parties: Mapping[str, PartyWord] = field(default_factory=dict)
    matters: Mapping[str, Matter] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    translations: Mapping[str, Translation] = field(default_factory=dict)

    def question(self, code: str) -> Question:
        """Return a question; one that nobody declared is asked by its code, as words."""
        declared = self.questions.get(code)
        return declared or Question(id=code, text=code, kind=QuestionKind.SINGLE)

    def subject_name(self, code: str) -> str:
        """Return what a subject is called, with its explanation; its code if nobody declared it."""
        return _name_in(self.subjects, code)

    def short_subject_name(self, code: str) -> str:
        """Return what a subject is called where there is little room; a code is not cut."""
        known = self.subjects.get(code)
        return known.short_name if known else code

    def element_name(self, code: str) -> str:
        """Return what a data element is called, or its code."""
        return _name_in(self.elements, code)

    def document_name(self, code: str) -> str:
        """Return what a document is called, or its code."""
        return _name_in(self.documents, code)

    def matter_name(self, code: str) -> str:
        """Return what a matter is called, or its code."""
        return _name_in(self.matters, code)

    def department_name(self, code: str) -> str:
        """Return what a department is called, or its code."""
        return _name_in(self.departments, code)

    def office_name(self, matter: str) -> str:
        """Return what the department that decides a matter is called; nothing without a matter."""
        known = self.matters.get(matter)
        return self.department_name(known.department) if known else ""

    def repeats(self, subject: str) -> bool:
        """Say whether a subject stands for several members (股东, 从业人员)."""
        known = self.subjects.get(subject)
        return known is not None and known.repeats

    def is_list(self, element: str) -> bool:
        """Say whether one matter may ask for several entries of an element."""
        known = self.elements.get(element)
        return known is not None and known.list

    def written_as(self, element: str) -> Mapping[str, tuple[str, ...]]:
        """Return, for options of an element, how lists without them are confirmed to write them."""
        return self._written_as.get(element, _NOTHING_MAPPED)

    @cached_property
    def _written_as(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {
            mapping.element: mapping.written_as for mapping in self.mappings if mapping.is_confirmed
        }
