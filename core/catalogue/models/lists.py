"""What many matters share: departments, documents, elements, subjects, questions; one file each."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, StrictBool

from core.catalogue.models.closed_sets import FieldType, QuestionKind, SensitiveKind, SystemSource
from core.catalogue.models.conditions import Condition
from core.catalogue.models.keys import FieldKey
from core.catalogue.models.short_names import short_name
from core.catalogue.models.spoken_words import SpokenWords
from core.catalogue.models.values import (
    COMMITMENT_SUBJECT,
    Code,
    Day,
    KeyText,
    Name,
    Part,
    Text,
    safe_code,
)


class Department(Part):
    """A department (部门) that decides matters."""

    code: Code
    name: Name
    note: Text = ""


class Deprecable(Part):
    """What is deprecated and not deleted, as long as something may use it.

    ``deprecated`` says why, and what to use instead. It goes on where it is used, and is not
    offered any more.
    """

    deprecated: Text = ""


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


class DerivationRule(Part):
    """How one value follows from another, in the words of the catalogue.

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


def _subject_code(code: str) -> str:
    return code if code == COMMITMENT_SUBJECT else safe_code(code)


PERSON = "person"
"""The kind of a subject that is a human being."""


class NeverOne(Part):
    """A role that the law, or plain logic, keeps apart from another (law 17).

    It holds in the situations in which ``when`` is true, or always. ``unless`` is what the law
    lets through with a consent; the consent is a document, so it counts as never all the same.
    """

    subject: Code
    basis: Name
    when: Condition | None = None
    unless: Text = ""


class Subject(Deprecable):
    """Whom or what a value is about (主体): the operator, the premises, the newborn.

    ``kind`` is person, organisation, place, thing or process, where that is told; ``or`` says what
    else may stand in its place. ``asked_as`` asks about it in everyday words, as the title of a
    page (谁管账？). ``child`` says that it is always a child under 14, even before
    the day of birth is known.

    Of a single person, ``may_be`` are the roles that the same person may hold at once and
    ``never`` those kept apart, both whichever of the two says so; ``typical`` is the role whose
    holder mostly holds this one as well. It is only proposed. Of a repeating person, ``rows_from``
    are the roles and ``rows_of`` the groups whose members a row may take over, ``rows_not`` those
    it never may, and ``first`` is mostly the first row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Annotated[
        str,
        Field(strict=True, pattern=r"^(\w[\w.:-]*|commit:<matter_id>)$", max_length=80),
        AfterValidator(_subject_code),
    ]
    name: Name
    asked_as: Text = ""
    repeats: StrictBool = False
    kind: Text = ""
    or_kind: Text = Field("", alias="or")
    child: StrictBool = False
    may_be: tuple[Code, ...] | None = None
    never: tuple[NeverOne, ...] = ()
    typical: Code | None = None
    members: tuple[Code, ...] = ()
    rows_from: tuple[Code, ...] = ()
    rows_of: tuple[Code, ...] = ()
    rows_not: tuple[Code, ...] = ()
    first: Code | None = None
    basis: Text = ""

    @property
    def is_single_person(self) -> bool:
        """Say whether exactly one human being holds this role, so that it can be joined."""
        return self.kind == PERSON and not self.repeats and not self.members

    @property
    def short_name(self) -> str:
        """Return the name without the explanations that follow it.

        Examples:
            >>> Subject(id="heir", name="继承人(全部),多人").short_name
            '继承人'
        """
        return short_name(self.name)


class AnswerLink(Part):
    """A field that says the same as a question (``element@subject``), in its own words.

    ``written_as`` says for an option how the field writes it: one value follows from the
    answer, several are the values that agree with it. An option that is not listed says
    nothing about the field. Without ``written_as`` the field takes the answer as it is.

    ``maps`` say how single fields write an option (``MATTER.FIELD``) whose offices have options
    of their own. The link holds as long as ``when`` does. What a ``proposed`` link says is no
    value before the person has confirmed it, and contradicts nothing. ``basis`` is the law, or
    the standard, that says so. Of several choices it may propose several words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    field: KeyText
    written_as: dict[Name, Name | tuple[Name, ...]] = Field(default={}, alias="as")
    maps: dict[Name, dict[Name, Name]] = Field(default={})
    when: Condition | None = None
    proposed: StrictBool = False
    basis: Text = ""

    @property
    def key(self) -> FieldKey:
        """Return the field as a value.

        Examples:
            >>> AnswerLink(field="pre.area@premises").key.element
            'pre.area'
        """
        return FieldKey(*self.field.split("@"))


class RecordLink(Part):
    """A record that gives the answer to a question, so that whoever agrees is not asked it.

    ``licence`` is an electronic licence, or another department's record (``by``), that carries
    ``element``. It is looked up by the number at ``holder`` (``element@subject``), which the form
    asks as well: nobody types more than without it. ``written_as`` says which option a value of
    the record is; ``there`` is the option where the record says anything at all but zero. What
    gives no option leaves the question to be asked; so does a record that is not found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    licence: Name
    element: Code
    holder: KeyText
    by: Literal["e_licence", "data_sharing"] = "e_licence"
    written_as: dict[Name, Name] = Field(default={}, alias="as")
    there: Name | None = None

    @property
    def holder_key(self) -> FieldKey:
        """Return the field whose value says whose record it is.

        Examples:
            >>> link = RecordLink(licence="户口簿", element="per.a", holder="per.id_no@mother")
            >>> link.holder_key.subject
            'mother'
        """
        return FieldKey(*self.holder.split("@"))


class Question(SpokenWords, Deprecable):
    """A question that decides the situation (情形).

    ``text`` is the wording of the office. ``answers`` is a field that takes the answer as it
    is; ``also_answers`` are further ones, or ones with words of their own. ``found_on`` are the
    records that tell the answer.
    """

    id: Code
    text: Name
    kind: QuestionKind
    options: tuple[Name, ...] = ()
    explain: Text = ""
    unit: Text = ""
    answers: KeyText | None = None
    also_answers: tuple[AnswerLink, ...] = ()
    found_on: tuple[RecordLink, ...] = ()

    @property
    def links(self) -> tuple[AnswerLink, ...]:
        """Return every field that says the same as this question."""
        plain = (AnswerLink(field=self.answers),) if self.answers else ()
        return (*plain, *self.also_answers)

    @property
    def asked_aloud(self) -> str:
        """Return the question as it is asked: in spoken words where there are any."""
        return self.spoken or self.text

    @property
    def reason(self) -> str:
        """Return why it is asked, as far as that is told."""
        return self.why or self.explain


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
