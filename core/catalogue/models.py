"""Catalogue format 1 as strict models: what a department declares, and what a theme combines.

Unknown keys and wrong types are refused; whatever needs the rest of the catalogue to
judge (references, precedence, effects) loads and is reported by checking.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

CODE_PATTERN = r"^\w[\w.:-]*$"
"""A code names files and addresses, so it has no separators, blanks or leading dots."""


def _safe_code(code: str) -> str:
    if ".." in code or code.endswith("."):
        raise PydanticCustomError("unsafe_code", "unsafe code")
    return code


Code = Annotated[
    str,
    Field(strict=True, pattern=CODE_PATTERN, max_length=80),
    AfterValidator(_safe_code),
]
Text = Annotated[str, Field(strict=True)]
Name = Annotated[str, Field(strict=True, min_length=1, max_length=20_000)]


def _real_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise PydanticCustomError("day", "not a day") from error


Day = Annotated[str, Field(strict=True), AfterValidator(_real_day)]
Days = Annotated[int, Field(strict=True, ge=0, le=10_000)]
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]

COMMITMENT_SUBJECT = "commit:<matter_id>"
"""How subjects.yaml names the subject of every matter's own declaration."""
COMMITMENT_PREFIX = "commit:"

Scalar = StrictStr | StrictInt | StrictFloat
Answer = Scalar | tuple[Scalar, ...]
"""An answer to a guiding question: an option, several options, or a number."""


class Operator(StrEnum):
    """How a condition compares an answer with its value."""

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    IN = "in"


class FieldType(StrEnum):
    """How a field asks for its value."""

    ADDRESS = "address"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    DATETIME = "datetime"
    DECLARATION = "declaration"
    IDENTITY = "identity"
    INTEGER = "integer"
    MONEY = "money"
    MONTH = "month"
    NUMBER = "number"
    PARAGRAPH = "paragraph"
    PHONE = "phone"
    SIGNATURE = "signature"
    TABLE = "table"
    TEXT = "text"


class QuestionKind(StrEnum):
    """How a guiding question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"


class MaterialKind(StrEnum):
    """Whether a paper proves something, is filled in by the system, or promises."""

    EVIDENCE = "evidence"
    GENERATED_FORM = "generated_form"
    COMMITMENT = "commitment"


class ExemptionWay(StrEnum):
    """Why a material need not be handed in (四免)."""

    E_LICENCE = "e_licence"
    DATA_SHARING = "data_sharing"
    COMMITMENT = "commitment"
    GENERATED_FORM = "generated_form"


class Part(BaseModel):
    """Base of everything written in a catalogue file: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Comparison(Part):
    """Look at one answer: ``{question, op, value}``."""

    question: Code
    op: Operator
    value: Answer


class AllOf(Part):
    """True when every part is: ``{all: […]}``."""

    all: tuple["Condition", ...]


class AnyOf(Part):
    """True when one part is: ``{any: […]}``."""

    any: tuple["Condition", ...]


def _shape_of(value: Any) -> str:
    """Tell alternatives apart by the key they carry, so that errors speak of one shape."""
    for key in ("all", "any"):
        if (key in value) if isinstance(value, dict) else hasattr(value, key):
            return key
    return "one"


Condition = Annotated[
    Annotated[Comparison, Tag("one")] | Annotated[AllOf, Tag("all")] | Annotated[AnyOf, Tag("any")],
    Discriminator(_shape_of),
]


def comparisons_in(condition: Condition | None) -> Iterator[Comparison]:
    """Yield every comparison of a condition, in the order it is written."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from comparisons_in(part)


class Department(Part):
    """A department (部门) that decides matters."""

    code: Code
    name: Name
    note: Text = ""


class Document(Part):
    """A kind of paper (证明文件), such as a business licence."""

    id: Code
    name: Name


class Licence(Part):
    """An electronic licence and the data elements it carries."""

    name: Name
    issuer: Text = ""
    carries: tuple[Code, ...] = ()


class DataElement(Part):
    """A data element (数据元): what a value means, whoever asks for it."""

    id: Code
    name: Name
    type: FieldType
    validation: Text = ""
    standard: Text = ""
    authority: Text = ""
    describes: Text = ""
    group: Text = ""
    list: StrictBool = False


class DerivationRule(Part):
    """How one value follows from another, in the words of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    target: Name
    source: Name = Field(alias="from")
    when: Text = ""
    rule: Text = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return what the value follows from: the first of them that is known."""
        return tuple(part.strip() for part in self.source.split(" 或 "))


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


class Standard(Part):
    """A national standard that an element follows."""

    code: Name
    name: Name


def _subject_code(code: str) -> str:
    return code if code == COMMITMENT_SUBJECT else _safe_code(code)


_EXPLANATION = re.compile(r"[(（:：,，、]")


class Subject(Part):
    """Whom or what a value is about (主体): the operator, the premises, the newborn."""

    id: Annotated[
        str,
        Field(strict=True, pattern=r"^(\w[\w.:-]*|commit:<matter_id>)$", max_length=80),
        AfterValidator(_subject_code),
    ]
    name: Name
    repeats: StrictBool = False

    @property
    def short_name(self) -> str:
        """Return the name without the explanations that follow it.

        Examples:
            >>> Subject(id="heir", name="继承人(全部),多人").short_name
            '继承人'
        """
        return _EXPLANATION.split(self.name, maxsplit=1)[0].strip()


class Question(Part):
    """A question that decides the situation (情形)."""

    id: Code
    text: Name
    kind: QuestionKind
    options: tuple[Name, ...] = ()
    explain: Text = ""
    unit: Text = ""
    answers: Annotated[str, Field(strict=True, pattern=r"^[^@\s]+@[^@\s]+$")] | None = None


class Column(Part):
    """A column of a table: asked once for every row."""

    id: Code
    label: Name
    type: FieldType
    required: StrictBool = False
    section: Text = ""
    element: Code | None = None
    subject: Code | None = None
    validation: Text = ""
    options: tuple[Name, ...] = ()
    code_list: Text = ""
    note: Text = ""
    when: Condition | None = None


class FieldSpec(Column):
    """A field of a form (表单项), asking for one data element about one subject.

    Two fields ask the same question exactly when element and bound subject are equal;
    wording is never compared, because departments word one element in many ways.
    """

    columns: tuple[Column, ...] = ()

    @model_validator(mode="after")
    def _only_tables_have_columns(self) -> "FieldSpec":
        if bool(self.columns) != (self.type is FieldType.TABLE):
            raise PydanticCustomError("table_columns", "columns belong to tables")
        return self

    def entries(self) -> tuple[Column, ...]:
        """Return what the applicant fills in: the columns of a table, else the field."""
        return self.columns or (self,)


class DocumentAbout(Part):
    """One document about one subject."""

    document: Code
    subject: Code | None = None


class AllDocuments(Part):
    """A compound: one requirement that means several documents."""

    all: tuple[DocumentAbout, ...]


class AnyDocument(Part):
    """Alternatives: one of these documents is enough."""

    any: tuple[DocumentAbout, ...]


Evidence = Annotated[
    Annotated[DocumentAbout, Tag("one")]
    | Annotated[AllDocuments, Tag("all")]
    | Annotated[AnyDocument, Tag("any")],
    Discriminator(_shape_of),
]


class Exemption(Part):
    """Why a material need not be handed in, and where it comes from instead."""

    by: ExemptionWay
    name: Text = ""


class MaterialRequirement(Part):
    """A material (材料) that one matter demands."""

    id: Code
    name: Name
    kind: MaterialKind = MaterialKind.EVIDENCE
    form: Literal["original", "copy", "original_and_copy", "electronic"] = "original"
    copies: Count = 1
    necessity: Literal["required", "deferrable"] = "required"
    source: Literal["applicant", "government", "intermediary", "form"] = "applicant"
    signing: Literal["none", "signature", "seal", "signature_and_seal"] = "none"
    evidence: Evidence | None = None
    produced_by: tuple[Code, ...] = ()
    exemption: Exemption | None = None
    basis: Text = ""
    note: Text = ""
    when: Condition | None = None

    def documents(self) -> tuple[DocumentAbout, ...]:
        """Return every document the requirement names, compound or alternative."""
        if self.evidence is None:
            return ()
        if isinstance(self.evidence, AllDocuments):
            return self.evidence.all
        if isinstance(self.evidence, AnyDocument):
            return self.evidence.any
        return (self.evidence,)


class Matter(Part):
    """A matter (事项): the smallest thing a department decides, with its own form and clock.

    ``inspects`` is the place that the department inspects before it decides, if it does.
    """

    format: Literal[1]
    code: Code
    name: Name
    department: Code
    catalogue_code: Text = ""
    catalogue_code_note: Text = ""
    implementation_code: Text = ""
    kind: Text = ""
    processing: Literal["immediate", "committed"] = "committed"
    level: Text = ""
    audience: Text = ""
    statutory_days: Days | None = None
    committed_days: Days
    clock_note: Text = ""
    onsite_visits: Count = 0
    inspects: Code | None = None
    channels: tuple[Text, ...] = ()
    fee: Text = ""
    informed_commitment: StrictBool = False
    legal_basis: tuple[Text, ...] = ()
    acceptance_conditions: tuple[Text, ...] = ()
    situations: tuple[Text, ...] = ()
    results: tuple[Text, ...] = ()
    form_name: Text = ""
    requires: tuple[Code, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    materials: tuple[MaterialRequirement, ...] = ()
    source: Text = ""
    confidence: Text = ""
    note: Text = ""

    def entries(self) -> Iterator[tuple[str, FieldSpec, Column]]:
        """Yield every entry of the form with its full name, ``MATTER.FIELD[.COLUMN]``."""
        for field in self.fields:
            for entry in field.entries():
                tail = "" if entry is field else f".{entry.id}"
                yield f"{self.code}.{field.id}{tail}", field, entry


class AskedQuestion(Part):
    """A question in a theme, asked when its condition holds."""

    question: Code
    ask_when: Condition | None = None


class AskingOrder(StrEnum):
    """In which order questions are asked: the fewest on average, or as the author wrote them."""

    FEWEST = "fewest"
    AUTHOR = "author"


class Asking(Part):
    """How a theme asks. ``together`` are groups that follow each other once one is asked."""

    order: AskingOrder = AskingOrder.FEWEST
    together: tuple[tuple[Code, ...], ...] = ()


class IncludedMatter(Part):
    """A matter in a theme, in force when its condition holds."""

    matter: Code
    when: Condition | None = None


class Precedence(Part):
    """A matter that waits for others: ``hard`` schedules, ``suggested`` only orders."""

    matter: Code
    after: tuple[Code, ...]
    mode: Literal["all", "any"] = "all"
    binding: Literal["hard", "suggested"] = "hard"


class SubjectBinding(Part):
    """In this theme, one matter's subject is really another one."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    matter: Code
    subject: Code
    bound_as: Code = Field(alias="as")


class Figures(Part):
    """Published or intended figures of a theme; what is not known stays empty."""

    working_days: Days | None = None
    trips: Count | None = None
    submissions: Count | None = None
    materials: Count | None = None
    fields: Count | None = None
    note: Text = ""


class PeerReference(Part):
    """What another place published about the same theme."""

    value: Text
    source: Text = ""


class Theme(Part):
    """A theme (主题, 一件事): what somebody wants done, out of departments' matters."""

    format: Literal[1]
    code: Code
    name: Name
    audience_kind: Text = ""
    lead_department: Code | None = None
    audience: Text = ""
    fixed_answers: dict[Code, Answer] = Field(default_factory=dict)
    questions: tuple[AskedQuestion, ...] = ()
    asking: Asking = Asking()
    matters: tuple[IncludedMatter, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    subject_bindings: tuple[SubjectBinding, ...] = ()
    baseline: Figures | None = None
    target: Figures | None = None
    peer_reference: PeerReference | None = None
    source: Text = ""
    note: Text = ""
    typical_answers: dict[Code, Answer] = Field(default_factory=dict)


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


class Licences(Part):
    """The file licences.yaml."""

    format: Literal[1]
    licences: tuple[Licence, ...]


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
