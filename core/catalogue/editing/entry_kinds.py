"""The lists that all matters share: the file of each, what stands in it, by what it is known."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel

from core.catalogue.models import (
    DataElement,
    Department,
    Departments,
    DerivationRule,
    Document,
    Documents,
    Elements,
    Law,
    Laws,
    Licence,
    Licences,
    Mappings,
    OptionMapping,
    PageTitle,
    Part,
    Question,
    Questions,
    Standard,
    Subject,
    Subjects,
)


class EntryKind(StrEnum):
    """A list of the library, by the name of its file."""

    QUESTIONS = "questions"
    ELEMENTS = "elements"
    SUBJECTS = "subjects"
    DOCUMENTS = "documents"
    LICENCES = "licences"
    MAPPINGS = "mappings"
    DERIVATIONS = "derivations"
    STANDARDS = "standards"
    PAGE_TITLES = "page_titles"
    DEPARTMENTS = "departments"
    LAWS = "laws"

    @property
    def file(self) -> str:
        """Return the file of the list."""
        return f"{self.stem}.yaml"

    @property
    def stem(self) -> str:
        """Return the list by which the file is called; others may stand in it as well."""
        return _STEMS.get(self, self.value)

    @property
    def entry(self) -> type[Part]:
        """Return what an entry of the list is."""
        return _ENTRIES[self]

    @property
    def model(self) -> type[BaseModel]:
        """Return what the file says."""
        return _MODELS[self]

    @property
    def naming(self) -> str:
        """Return the attribute by which an entry is known."""
        return _NAMING.get(self, "id")


_MODELS: Mapping[EntryKind, type[BaseModel]] = {
    EntryKind.QUESTIONS: Questions,
    EntryKind.ELEMENTS: Elements,
    EntryKind.SUBJECTS: Subjects,
    EntryKind.DOCUMENTS: Documents,
    EntryKind.LICENCES: Licences,
    EntryKind.MAPPINGS: Mappings,
    EntryKind.DERIVATIONS: Elements,
    EntryKind.STANDARDS: Elements,
    EntryKind.PAGE_TITLES: Elements,
    EntryKind.DEPARTMENTS: Departments,
    EntryKind.LAWS: Laws,
}
_ENTRIES: Mapping[EntryKind, type[Part]] = {
    EntryKind.QUESTIONS: Question,
    EntryKind.ELEMENTS: DataElement,
    EntryKind.SUBJECTS: Subject,
    EntryKind.DOCUMENTS: Document,
    EntryKind.LICENCES: Licence,
    EntryKind.MAPPINGS: OptionMapping,
    EntryKind.DERIVATIONS: DerivationRule,
    EntryKind.STANDARDS: Standard,
    EntryKind.PAGE_TITLES: PageTitle,
    EntryKind.DEPARTMENTS: Department,
    EntryKind.LAWS: Law,
}
_STEMS = dict.fromkeys(
    (EntryKind.DERIVATIONS, EntryKind.STANDARDS, EntryKind.PAGE_TITLES), "elements"
)
_NAMING = {
    EntryKind.LICENCES: "name",
    EntryKind.MAPPINGS: "element",
    EntryKind.DERIVATIONS: "identity",
    EntryKind.STANDARDS: "code",
    EntryKind.DEPARTMENTS: "code",
    EntryKind.LAWS: "name",
}
