"""What a department declares: a matter with its form and its materials."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Discriminator, StrictBool, Tag, model_validator
from pydantic_core import PydanticCustomError

from core.catalogue.models.charges import Charge
from core.catalogue.models.closed_sets import ExemptionWay, FieldType, MaterialKind
from core.catalogue.models.conditions import Condition, shape_of
from core.catalogue.models.values import Code, Count, Day, Days, Name, Part, Text

_FREE = "不收费"
"""How departments write that nothing is paid."""


class Column(Part):
    """A column of a table: asked once for every row.

    ``filled_by`` is who fills it in where that is not the applicant: the officer who takes the
    fingerprints, the doctor who signs. Then nobody asks the applicant.
    """

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
    filled_by: Text = ""


class FieldSpec(Column):
    """A field of a form (表单项), asking for one data element about one subject.

    Two fields ask the same question exactly when element and bound subject are equal;
    wording is never compared, because departments word one element in many ways.
    """

    columns: tuple[Column, ...] = ()

    @model_validator(mode="after")
    def _only_tables_have_columns(self) -> "FieldSpec":
        if bool(self.columns) != (self.type.kind.has_columns):
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
    Discriminator(shape_of),
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
    ``charge`` is what is paid for it, by rule; ``fee`` says it in words and may stand alone.
    ``applies_when`` says for whom the matter is at all (适用情形), ``already_when`` in which
    answers its result is there already. Neither changes a guide: a theme's ``when`` says what is
    in force, and the proof compares (law 18).

    It is valid from ``valid_from`` to ``valid_to``, both days included, or without an end.
    ``replaced_by`` are the matters that take its place.
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
    charge: Charge | None = None
    informed_commitment: StrictBool = False
    legal_basis: tuple[Text, ...] = ()
    acceptance_conditions: tuple[Text, ...] = ()
    situations: tuple[Text, ...] = ()
    applies_when: Condition | None = None
    already_when: Condition | None = None
    results: tuple[Text, ...] = ()
    form_name: Text = ""
    requires: tuple[Code, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    replaced_by: tuple[Code, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    materials: tuple[MaterialRequirement, ...] = ()
    source: Text = ""
    confidence: Text = ""
    note: Text = ""

    @property
    def cost(self) -> str:
        """Return what is paid for it in words; nothing where it is free.

        Examples:
            >>> said = {"format": 1, "code": "A", "name": "A", "department": "D"}
            >>> free = Matter.model_validate(said | {"committed_days": 1, "fee": "不收费(另缴)"})
            >>> free.cost, free.model_copy(update={"fee": "80元/件"}).cost
            ('', '80元/件')
        """
        return "" if self.fee.startswith(_FREE) else self.fee

    def entries(self) -> Iterator[tuple[str, FieldSpec, Column]]:
        """Yield every entry of the form with its full name, ``MATTER.FIELD[.COLUMN]``."""
        for field in self.fields:
            for entry in field.entries():
                tail = "" if entry is field else f".{entry.id}"
                yield f"{self.code}.{field.id}{tail}", field, entry
