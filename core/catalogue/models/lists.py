"""What many matters share: departments, documents, elements, subjects, questions; one file each."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictBool

from core.catalogue.models.closed_sets import FieldType, SensitiveKind, SystemSource
from core.catalogue.models.deprecating import Deprecable
from core.catalogue.models.questions import Question
from core.catalogue.models.subjects import Subject
from core.catalogue.models.values import (
    Code,
    Day,
    Name,
    Part,
    Text,
)


class Department(Part):
    """A department (部门) that decides matters."""

    code: Code
    name: Name
    note: Text = ""


class Document(Deprecable):
    """A kind of material (证明文件), such as a business licence.

    ``signed_by`` is the subject whose signature it needs, where that is not the applicant;
    ``sensitive`` says which kind of sensitive data stands on it, if any.
    """

    id: Code
    name: Name
    signed_by: Code | None = None
    sensitive: SensitiveKind | None = None


class Licence(Part):
    """An electronic licence, or another department's record, and the data elements it carries.

    It is looked up by the number of its holder. A record about a thing is looked up by the
    first of ``looked_up_by`` (``element@subject``) that is on the form: a lease by the number
    of who rents, the acceptance of a building by its address.
    """

    name: Name
    issuer: Text = ""
    carries: tuple[Code, ...] = ()
    looked_up_by: tuple[Name, ...] = ()


class DataElement(Deprecable):
    """A data element (数据元): what a value means, whoever asks for it.

    ``sensitive`` says of which kind it is where the law asks for consent of its own.
    ``role_bound`` values belong to the role and not to the person who holds it (law 17): a post
    is another one as the operator than as the food safety officer. ``source`` says that the
    case itself knows the value.
    """

    id: Code
    name: Name
    type: FieldType
    validation: Text = ""
    standard: Text = ""
    authority: Text = ""
    describes: Text = ""
    group: Text = ""
    list: StrictBool = False
    sensitive: SensitiveKind | None = None
    role_bound: StrictBool = False
    source: SystemSource | None = None


class DerivationRule(Deprecable):
    """How one value follows from another, in the words of the catalogue.

    One that is deprecated is not followed any more: the value is asked.

    ``source`` names one key or several: of those joined by 或 the first that is known is
    taken, those that follow 与 are needed as well. ``basis`` is the law or standard that
    says so, where it is not the standard of the element.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    target: Name
    source: Name = Field(alias="from")
    when: Text = ""
    rule: Text = ""
    basis: Text = ""

    @property
    def identity(self) -> str:
        """Return what tells a rule apart: what follows from what, and when.

        Examples:
            >>> DerivationRule.model_validate({"target": "c@x", "from": "a@x"}).identity
            'c@x ← a@x'
        """
        holds = f"（{self.when}）" if self.when else ""
        return f"{self.target} ← {self.source}{holds}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Return what the value follows from: the first of them that is known."""
        first, *_ = self.source.split(" 与 ")
        return tuple(part.strip() for part in first.split(" 或 "))

    @property
    def others(self) -> tuple[str, ...]:
        """Return what is needed as well.

        Examples:
            >>> rule = DerivationRule.model_validate({"target": "c@x", "from": "a@x 或 b@x 与 d@x"})
            >>> rule.sources, rule.others
            (('a@x', 'b@x'), ('d@x',))
        """
        return tuple(part.strip() for part in self.source.split(" 与 ")[1:])


class OptionMapping(Part):
    """How options of an element are written in code lists that do not have them.

    It goes one way: a limited company may be written as an enterprise, and so may a
    partnership, but neither as the other, nor an enterprise as one of them. Until somebody
    has confirmed it, it counts for nothing (law 4).
    """

    element: Code
    written_as: dict[Name, tuple[Name, ...]]
    confirmed_by: Text = ""
    confirmed_on: Day | None = None
    basis: Text = ""

    @property
    def is_confirmed(self) -> bool:
        """Say whether somebody stands for it, by name and date."""
        return bool(self.confirmed_by.strip() and self.confirmed_on)


class PageTitle(Part):
    """What a page of the form that asks for some elements is titled, in everyday words.

    ``elements`` are codes, or beginnings of codes: ``sign`` stands for every ``sign.…``.
    """

    id: Code
    asked_as: Name
    elements: tuple[Name, ...]


class Standard(Part):
    """A national standard that an element follows."""

    code: Name
    name: Name


class Law(Part):
    """A law or rule that matters rest on (设定依据), for as long as it is in force.

    ``also`` are other names under which it is cited. It is in force from ``valid_from`` to
    ``valid_to``, both days included, or without an end; ``replaced_by`` is what came after it.
    """

    name: Name
    also: tuple[Name, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    replaced_by: Text = ""
    note: Text = ""


class Departments(Part):
    """The file departments.yaml."""

    format: Literal[1]
    departments: tuple[Department, ...]


class Documents(Part):
    """The file documents.yaml."""

    format: Literal[1]
    documents: tuple[Document, ...]


class Elements(Part):
    """The file elements.yaml."""

    format: Literal[1]
    elements: tuple[DataElement, ...]
    derivations: tuple[DerivationRule, ...] = ()
    standards: tuple[Standard, ...] = ()
    page_titles: tuple[PageTitle, ...] = ()


class Licences(Part):
    """The file licences.yaml."""

    format: Literal[1]
    licences: tuple[Licence, ...]


class Laws(Part):
    """The file laws.yaml, which a catalogue need not have."""

    format: Literal[1]
    laws: tuple[Law, ...] = ()


class PartyWord(Part):
    """A word that forms use for somebody (业户, 店长), and the subjects that it may mean."""

    word: Annotated[str, Field(strict=True, min_length=2, max_length=12)]
    subjects: Annotated[tuple[Code, ...], Field(min_length=1, max_length=6)]


class PartyLexicon(Part):
    """The file parties.yaml, which a catalogue need not have."""

    format: Literal[1]
    parties: tuple[PartyWord, ...] = ()


class Mappings(Part):
    """The file mappings.yaml, which a catalogue need not have."""

    format: Literal[1]
    mappings: tuple[OptionMapping, ...] = ()


class Questions(Part):
    """The file questions.yaml."""

    format: Literal[1]
    questions: tuple[Question, ...]


class Subjects(Part):
    """The file subjects.yaml."""

    format: Literal[1]
    subjects: tuple[Subject, ...]
