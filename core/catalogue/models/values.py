"""What single values of a catalogue file may be: codes, texts, days, numbers, answers."""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError

CODE_PATTERN = r"^\w[\w.:-]*$"
"""A code names files and addresses, so it has no separators, blanks or leading dots."""


def safe_code(code: str) -> str:
    """Return a code that can be part of a path without leading anywhere else."""
    if ".." in code or code.endswith("."):
        raise PydanticCustomError("unsafe_code", "unsafe code")
    return code


Code = Annotated[
    str,
    Field(strict=True, pattern=CODE_PATTERN, max_length=80),
    AfterValidator(safe_code),
]


def is_code(text: Any) -> bool:
    """Say whether something can be a code.

    Examples:
        >>> is_code("SCJG-01"), is_code("Shop area"), is_code("../etc")
        (True, False, False)
    """
    try:
        _CODES.validate_python(text)
    except ValidationError:
        return False
    return True


_CODES = TypeAdapter(Code)
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

Number = (
    Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True, allow_inf_nan=False)]
)

COMMITMENT_SUBJECT = "commit:<matter_id>"
"""How subjects.yaml names the subject of every matter's own declaration."""
COMMITMENT_PREFIX = "commit:"

KeyText = Annotated[str, Field(strict=True, pattern=r"^[^@\s]+@[^@\s]+$")]
"""A field by its data element and subject: ``element@subject``."""

Scalar = StrictStr | StrictInt | StrictFloat
Answer = Scalar | tuple[Scalar, ...]
"""An answer to a guiding question: an option, several options, or a number."""
FixedValue = StrictBool | Answer
"""A value of a field that a theme has decided."""


class Part(BaseModel):
    """Base of everything written in a catalogue file: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
