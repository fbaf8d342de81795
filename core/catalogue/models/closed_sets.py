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


class SensitiveKind(StrEnum):
    """Why a value or a paper is sensitive (个人信息保护法 28), so that consent is asked for it."""

    IDENTITY = "identity"
    BIOMETRIC = "biometric"
    HEALTH = "health"
    FINANCE = "finance"
    BELIEF = "belief"
    SPECIAL_STATUS = "special_status"
    WHEREABOUTS = "whereabouts"


class SystemSource(StrEnum):
    """What knows a value without anybody: the clock, or the case itself."""

    SYSTEM = "system"
