"""What a department's own system is sent: one step of one matter, and the form that it asked for.

Nothing else of the case stands in it (law 3). Files are named by their digests and not sent.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from core.cases.models import Case, Event
from core.cases.review_actions import ReviewAction
from core.cases.sealing import SALT, SEALS
from core.cases.value_changes import current_case
from core.errors import CaseRestrictedError
from core.forms.department_forms import DepartmentForm
from core.forms.form_workbooks import write_form
from core.ports import Stores
from core.privacy.requests import is_restricted
from core.review.department_messages import RECEIVED, OutboxMessage
from core.services.form_answers import department_forms, json_of, keyed
from core.services.materials_given import CaseMaterial, materials_of_case
from core.services.theme_plans import PlannedVersion, PlanShelf
from core.themes.guides import Guide, concluded_guide

CONTRACT = "1"
_UNTOLD = (SEALS, SALT, "matter")
_WITH_FORM = (
    RECEIVED,
    ReviewAction.PASSED_ON,
    ReviewAction.CORRECTED,
    ReviewAction.CORRECTED_ELSEWHERE,
    ReviewAction.CORRECTED_ON_SPOT,
)


class LetterWriter:
    """Writes what is sent. ``is_demo`` marks that nothing of it is real."""

    def __init__(self, *, is_demo: bool) -> None:
        self._plans = PlanShelf()
        self._is_demo = is_demo

    def write(
        self, stores: Stores, message: OutboxMessage, *, with_sheet: bool
    ) -> Mapping[str, Any]:
        """Return the letter of a message: the ``message`` itself, and a ``sheet`` where wanted.

        Raises:
            CaseErasedError, CaseRestrictedError: If nobody may read the case any more.
        """
        case = stores.cases.get(message.case_number)
        if is_restricted(case.history):
            raise CaseRestrictedError
        planned = self._plans.of_application(stores, case.application)
        written = self._step(message, case, planned)
        if message.kind not in _WITH_FORM:
            return {"message": written, "sheet": ""}
        guide = concluded_guide(planned.plan, case.application.answers)
        form = _form(message.matter, case, planned, guide)
        written["form"] = json.loads(json_of(form))
        written["materials"] = [
            _material(material)
            for material in materials_of_case(planned.plan, guide, case)
            if any(use.matter == message.matter for use in material.listed.material.uses)
        ]
        sheet = b64encode(write_form(form)).decode() if with_sheet else ""
        return {"message": written, "sheet": sheet}

    def _step(self, message: OutboxMessage, case: Case, planned: PlannedVersion) -> dict[str, Any]:
        theme = planned.version
        demo = {"demo": True} if self._is_demo else {}
        return {
            "contract": CONTRACT,
            "id": message.id,
            "kind": message.kind,
            "department": message.department,
            "matter": message.matter,
            "matter_name": theme.catalogue.matter_name(message.matter),
            "case_number": case.number,
            "sequence": message.sequence,
            "at": message.created_at.isoformat(),
            "received_at": case.received_at.isoformat(),
            "theme": theme.code,
            "theme_version": theme.version,
            "theme_name": theme.theme.name,
            "details": _details(case.history[message.sequence - 1]),
        } | demo


def _details(event: Event) -> dict[str, Any]:
    """Return what an entry says of its own matter; that of a whole case says nothing."""
    if "matter" not in event.details:
        return {}
    return {name: value for name, value in event.details.items() if name not in _UNTOLD}


def _form(matter: str, case: Case, planned: PlannedVersion, guide: Guide) -> DepartmentForm:
    values = keyed(current_case(case).application.values)
    return department_forms(planned.plan, guide, values)[matter]


def _material(material: CaseMaterial) -> dict[str, Any]:
    return {
        "code": material.listed.code,
        "name": material.listed.name,
        "state": material.state.value,
        "files": [
            {"name": file.name, "media_type": file.media_type, "digest": file.digest}
            for file in material.files
        ],
    }
