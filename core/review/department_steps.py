"""Steps that a department's own system takes with its matters, as it tells them.

A message is understood entirely, or it is none (law 19). What a step has to say is not looked at
yet: that is the same as for an officer's.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from core.errors.departments import MalformedStepError
from core.review.deciding import GrantedResult, Granting, Refusing, Reissuing, Statement
from core.review.models import Fault
from core.review.statements import (
    Accepting,
    Extending,
    NotAccepting,
    Opining,
    Pausing,
    ResumingClock,
)

_Code = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^\w[\w.:-]*$")]
_Number = Annotated[str, StringConstraints(min_length=1, max_length=32)]
_MOST = 200
"""So many results or faults a message may have."""
_LONGEST = 500


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _Nothing(_Part):
    pass


class _NotAccepted(_Part):
    kind: str
    reason: str
    remedy: str
    authority: str = ""


class _Fault(_Part):
    place: str
    wrong: str
    remedy: str


class AskedCorrection(_Part):
    """Everything that has to be put right, and the day by which."""

    faults: tuple[_Fault, ...] = Field(max_length=_MOST)
    until: date

    @property
    def named(self) -> tuple[Fault, ...]:
        """Return what has to be put right; the labels are those of the form."""
        return tuple(Fault(fault.place, "", fault.wrong, fault.remedy) for fault in self.faults)


class _Paused(_Part):
    reason: str
    until: date
    notice: str


class _Extended(_Part):
    days: int
    reason: str
    approved_by: str


class _Inspected(_Part):
    passed: bool
    words: str


class _Result(_Part):
    name: str
    number: str
    valid_until: date | None = None


class _Reissued(_Part):
    results: tuple[_Result, ...] = Field(max_length=_MOST)

    @property
    def issued(self) -> tuple[GrantedResult, ...]:
        """Return the results as the history has them."""
        return tuple(GrantedResult(**result.model_dump()) for result in self.results)


class _Granted(_Reissued):
    basis: str = ""
    late_reason: str = ""


class _Refused(_Part):
    reason: str
    article: str
    remedies: str
    late_reason: str = ""


class _Step(_Part):
    contract: Literal["1"]
    id: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    case_number: _Number
    matter: _Code
    demo: bool = False


class _AcceptedStep(_Step):
    action: Literal["accepted"]
    details: _Nothing = _Nothing()

    @property
    def said(self) -> Statement:
        return Accepting()


class _ResumedStep(_Step):
    action: Literal["resumed"]
    details: _Nothing = _Nothing()

    @property
    def said(self) -> Statement:
        return ResumingClock()


class _NotAcceptedStep(_Step):
    action: Literal["not_accepted"]
    details: _NotAccepted

    @property
    def said(self) -> Statement:
        return NotAccepting(**self.details.model_dump())


class _CorrectionStep(_Step):
    action: Literal["correction_asked"]
    details: AskedCorrection

    @property
    def said(self) -> AskedCorrection:
        return self.details


class _PausedStep(_Step):
    action: Literal["paused"]
    details: _Paused

    @property
    def said(self) -> Statement:
        return Pausing(**self.details.model_dump())


class _ExtendedStep(_Step):
    action: Literal["extended"]
    details: _Extended

    @property
    def said(self) -> Statement:
        return Extending(**self.details.model_dump())


class _InspectedStep(_Step):
    action: Literal["inspected"]
    details: _Inspected

    @property
    def said(self) -> Statement:
        return Opining(**self.details.model_dump())


class _GrantedStep(_Step):
    action: Literal["granted"]
    details: _Granted

    @property
    def said(self) -> Statement:
        details = self.details
        return Granting(details.issued, basis=details.basis, late_reason=details.late_reason)


class _ReissuedStep(_Step):
    action: Literal["reissued"]
    details: _Reissued

    @property
    def said(self) -> Statement:
        return Reissuing(self.details.issued)


class _RefusedStep(_Step):
    action: Literal["refused"]
    details: _Refused

    @property
    def said(self) -> Statement:
        return Refusing(**self.details.model_dump())


DepartmentStep = Annotated[
    _AcceptedStep
    | _ResumedStep
    | _NotAcceptedStep
    | _CorrectionStep
    | _PausedStep
    | _ExtendedStep
    | _InspectedStep
    | _GrantedStep
    | _ReissuedStep
    | _RefusedStep,
    Field(discriminator="action"),
]
"""A step; what is said with it is its ``said``."""
_STEP: TypeAdapter[DepartmentStep] = TypeAdapter(DepartmentStep)


def read_step(body: bytes) -> DepartmentStep:
    """Return the step that a message tells.

    Raises:
        MalformedStepError: Naming every place that is wrong, and nothing that stands there.

    Examples:
        >>> read_step(
        ...     b'{"contract": "1", "id": "1", "case_number": "2", "matter": "WJ-01",'
        ...     b' "action": "accepted"}'
        ... ).said
        Accepting()
    """
    try:
        return _STEP.validate_json(body)
    except ValidationError as error:
        places = {_place(fault["type"], fault["loc"]) for fault in error.errors()}
        raise MalformedStepError(places=", ".join(sorted(places))[:_LONGEST]) from None


def _place(kind: str, path: tuple[int | str, ...]) -> str:
    """Return where a message is wrong; under the action that it says comes what belongs to it.

    Examples:
        >>> _place("missing", ("granted", "details", "results")), _place("json_invalid", ())
        ('details.results', 'body')
        >>> _place("union_tag_not_found", ())
        'action'
    """
    if kind.startswith("union_tag"):
        return "action"
    return ".".join(map(str, path[1:])) or "body"
