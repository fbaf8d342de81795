"""Take steps that a department's own system tells, each once by its id (law 10).

Its message was proved to be the department's by whoever calls. It may do what an officer of that
department may, with the department's own matters and no others; what an officer has to say, it
has to say as well.
"""

import hashlib
from dataclasses import replace

from core.errors import InfrastructureError, ServiceError
from core.errors.departments import MalformedStepError, StepIdReusedError
from core.ports import InboxMessage, InboxOutcome
from core.review.deciding import Granting, Statement
from core.review.department_messages import system_actor
from core.review.department_steps import AskedCorrection, DepartmentStep, read_step
from core.services.acting import Acted, StaffContext
from core.services.officers.correction_notices import CorrectionNotices
from core.services.officers.open_case import CaseOpener
from core.services.officers.opened_cases import places_of
from core.services.officers.own_matters import OwnMatters
from core.staff.permissions import Permit, Reach

_LONGEST_ID = 80


class TakeDepartmentSteps:
    """Takes messages of departments' systems, and keeps account of each."""

    def __init__(self, staff: StaffContext, opener: CaseOpener, *, takes_demo: bool = True) -> None:
        self._staff = staff
        self.takes_demo = takes_demo
        self._opener = opener
        self._own = OwnMatters(staff, opener)
        self._notices = CorrectionNotices(staff, opener)

    def __call__(self, department: str, message_id: str, body: bytes) -> None:
        """Take a message; taking it again does nothing.

        Raises:
            MalformedStepError: If it is not as agreed.
            StepIdReusedError: If another message with its id was taken.
            CaseNotFoundError: If the matter is not the department's own.
            CaseError, StatementIncompleteError: If the step is not possible now, or says too
                little; it may come again.
            InfrastructureError: If nobody can say now; it is to come again.
        """
        if not 0 < len(message_id) <= _LONGEST_ID:
            raise MalformedStepError(places="id")
        digest = hashlib.sha256(body).hexdigest()
        message = InboxMessage(department, message_id, digest, self._staff.clock())
        try:
            step = self._read(message, body)
            message = replace(
                message, case_number=step.case_number, matter=step.matter, action=step.action
            )
            self._take(message, step)
        except InfrastructureError:
            raise
        except ServiceError as error:
            self._note_refused(replace(message, problem=error.message_key))
            raise

    def _take(self, message: InboxMessage, step: DepartmentStep) -> None:
        with self._staff.transaction() as stores:
            known = stores.inbox.hold(message)
            if known.outcome is InboxOutcome.TAKEN:
                if known.digest != message.digest:
                    raise StepIdReusedError
                return
            permit = Permit(
                system_actor(message.department), Reach.OWN_DEPARTMENT, message.department
            )
            self._write((stores, permit), step)
            stores.inbox.settle(replace(message, outcome=InboxOutcome.TAKEN))

    def _write(self, acted: Acted, step: DepartmentStep) -> None:
        said = step.said
        if isinstance(said, AskedCorrection):
            self._expect_places(acted, step, said)
            self._notices.give(
                acted, step.case_number, step.matter, faults=said.named, until=said.until
            )
        else:
            self._take_step(acted, step, said)

    def _take_step(self, acted: Acted, step: DepartmentStep, statement: Statement) -> None:
        if isinstance(statement, Granting):
            self._own.grant(acted, step.case_number, step.matter, statement)
        else:
            self._own.take(acted, step.case_number, step.matter, statement)

    def _expect_places(self, acted: Acted, step: DepartmentStep, said: AskedCorrection) -> None:
        """Refuse a notice that names a place which the form does not have (law 19).

        Raises:
            MalformedStepError: Naming which.
        """
        stores, permit = acted
        opened = self._opener.own_part(stores, permit, step.case_number, step.matter)
        known = places_of(self._opener.part(opened, step.matter))
        unknown = [at for at, fault in enumerate(said.faults) if fault.place not in known]
        if unknown:
            raise MalformedStepError(places=", ".join(f"faults.{at}.place" for at in unknown))

    def _note_refused(self, message: InboxMessage) -> None:
        with self._staff.transaction() as stores:
            known = stores.inbox.hold(message)
            if known.outcome is not InboxOutcome.TAKEN:
                stores.inbox.settle(message)

    def _read(self, message: InboxMessage, body: bytes) -> DepartmentStep:
        step = read_step(body)
        if step.id != message.id:
            raise MalformedStepError(places="id")
        if step.demo and not self.takes_demo:  # what a stand-in decides is no decision
            raise MalformedStepError(places="demo")
        return step
