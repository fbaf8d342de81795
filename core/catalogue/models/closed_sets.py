"""Words of which a catalogue knows only these (format 1, closed sets)."""

from enum import StrEnum

from core.kinds.exemptions import EXEMPTION_KINDS
from core.kinds.fields import FIELD_KINDS
from core.kinds.records import ExemptionKind, FieldKind


class FieldType(StrEnum):
    """How a field asks for its value: one member for each file of ``core/kinds/fields``.

    Modules do not name a member; they ask its :attr:`kind`.
    """

    _ignore_ = "members"
    members = vars()
    members.update({name.upper(): name for name in FIELD_KINDS})
    kind: FieldKind

    def __init__(self, name: str) -> None:
        self.kind = FIELD_KINDS[name]


PLAIN_TEXT, LONG_TEXT = FieldType("text"), FieldType("paragraph")
"""How words are asked for of which nothing more is known."""
ONE_CHOICE = FieldType("choice")
"""How something is asked for that has options, and nothing more is known."""


class QuestionKind(StrEnum):
    """How a guiding question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"


class MaterialKind(StrEnum):
    """Whether a material proves something, is filled in by the system, or promises."""

    EVIDENCE = "evidence"
    GENERATED_FORM = "generated_form"
    COMMITMENT = "commitment"


class ExemptionWay(StrEnum):
    """Why a material need not be handed in (四免): one member a file of ``core/kinds/exemptions``.

    Modules do not name a member; they ask its :attr:`kind`.
    """

    _ignore_ = "members"
    members = vars()
    members.update({name.upper(): name for name in EXEMPTION_KINDS})
    kind: ExemptionKind

    def __init__(self, name: str) -> None:
        self.kind = EXEMPTION_KINDS[name]


class SensitiveKind(StrEnum):
    """Why consent is asked for a value or a document (个人信息保护法 28)."""

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
