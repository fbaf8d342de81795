"""Words of which a catalogue knows only these (format 1, closed sets)."""

from enum import StrEnum


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
