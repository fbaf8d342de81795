"""What an office says with a step of a scenario, in the words of the officers' own use cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.fees.statements import Assessing, Waiving
from core.review.deciding import GrantedResult, Granting, Refusing
from core.review.models import Fault
from core.review.statements import Appointing, Extending, NotAccepting, Opining, Pausing
from core.services.fee_use_cases import FeeUseCases
from core.services.officers import OfficeUseCases
from core.staff.models import SessionToken
from core.training.models import (
    Accept,
    AskCorrection,
    Assess,
    Decline,
    Extend,
    Grant,
    Inspect,
    OfficeStep,
    PauseClock,
    Refuse,
    ResumeClock,
    SetInspection,
    Waive,
)


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """An officer in front of one matter of a case.

    ``later`` returns the day so many working days from now.
    """

    office: OfficeUseCases
    fees: FeeUseCases
    session: SessionToken
    number: str
    matter: str
    later: Callable[[int], date]

    @property
    def about(self) -> tuple[SessionToken, str, str]:
        """Return who acts, in which case, with which matter."""
        return self.session, self.number, self.matter


def take_office_step(step: OfficeStep, desk: OfficeDesk) -> None:
    """Take a step with one matter, by the use case that officers have for it.

    Raises:
        ServiceError: If the rules refuse it.
    """
    _TAKERS[type(step)](step, desk)


def _accept(_step: Accept, desk: OfficeDesk) -> None:
    desk.office.accepting.accept_matter(*desk.about)


def _decline(step: Decline, desk: OfficeDesk) -> None:
    statement = NotAccepting(step.kind, step.reason, step.remedy, step.authority)
    desk.office.accepting.decline_matter(*desk.about, statement)


def _ask_correction(step: AskCorrection, desk: OfficeDesk) -> None:
    faults = [Fault(fault.place, "", fault.wrong, fault.remedy) for fault in step.faults]
    until = desk.later(step.within)
    desk.office.correcting.ask_for_correction(*desk.about, faults=faults, until=until)


def _pause(step: PauseClock, desk: OfficeDesk) -> None:
    statement = Pausing(step.reason, desk.later(step.within), step.notice)
    desk.office.pausing.pause_matter(*desk.about, statement)


def _resume(_step: ResumeClock, desk: OfficeDesk) -> None:
    desk.office.pausing.resume_matter(*desk.about)


def _extend(step: Extend, desk: OfficeDesk) -> None:
    statement = Extending(step.days, step.reason, step.approved_by)
    desk.office.pausing.extend_matter(*desk.about, statement)


def _set_inspection(step: SetInspection, desk: OfficeDesk) -> None:
    day = desk.later(step.within)
    statement = Appointing("", day, step.time, step.place, step.matters)
    desk.office.inspecting.set_inspection(*desk.about, statement)


def _inspect(step: Inspect, desk: OfficeDesk) -> None:
    desk.office.inspecting.record_inspection(*desk.about, Opining(step.passed, step.words))


def _grant(step: Grant, desk: OfficeDesk) -> None:
    names = desk.office.reviewing.task(*desk.about).results
    results = tuple(
        GrantedResult(name, f"演示-{desk.matter}-{place}")
        for place, name in enumerate(names or (desk.matter,), start=1)
    )
    statement = Granting(results, step.basis, step.late_reason)
    desk.office.deciding.grant_matter(*desk.about, statement)


def _refuse(step: Refuse, desk: OfficeDesk) -> None:
    statement = Refusing(step.reason, step.article, step.remedies, step.late_reason)
    desk.office.deciding.refuse_matter(*desk.about, statement)


def _assess(step: Assess, desk: OfficeDesk) -> None:
    desk.fees.charging.assess(*desk.about, Assessing(step.amount, step.basis))


def _waive(step: Waive, desk: OfficeDesk) -> None:
    desk.fees.charging.waive(*desk.about, Waiving(step.basis))


_TAKERS: dict[type, Callable[..., None]] = {
    Accept: _accept,
    Decline: _decline,
    AskCorrection: _ask_correction,
    PauseClock: _pause,
    ResumeClock: _resume,
    Extend: _extend,
    SetInspection: _set_inspection,
    Inspect: _inspect,
    Grant: _grant,
    Refuse: _refuse,
    Assess: _assess,
    Waive: _waive,
}
