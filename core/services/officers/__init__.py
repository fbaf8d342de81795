"""What an officer does with the cases that concern their department."""

from core.forms.department_forms import (
    DepartmentForm,
    FormEntry,
    FormSection,
    FormTable,
    Objection,
)
from core.privacy.holdings import HeldData
from core.privacy.purging import HoldGround, StandingHold
from core.privacy.requests import Outcome, RequestAnswer, RightKind, RightRequest, Wish, outcomes_of
from core.services.officers.find_cases import CASES_AT_ONCE, CaseSearch
from core.services.officers.help_calls import HelpCalls
from core.services.officers.legal_holds import HoldPage, LegalHolds
from core.services.officers.materials import OfficeMaterial
from core.services.officers.monitor_cases import MonitorCases, WatchedLog
from core.services.officers.open_case import FormFile
from core.services.officers.opened_cases import OfficeForm, places_of
from core.services.officers.person_rights import PersonCase, PersonRights
from core.services.officers.read_access_log import LookPage, ReadAccessLog
from core.services.officers.use_cases import OfficeUseCases, office_use_cases
from core.staff.access import LOOKS_AT_ONCE, REFUSED, Look, LookSearch

__all__ = [
    "CASES_AT_ONCE",
    "LOOKS_AT_ONCE",
    "REFUSED",
    "CaseSearch",
    "DepartmentForm",
    "FormEntry",
    "FormFile",
    "FormSection",
    "FormTable",
    "HeldData",
    "HelpCalls",
    "HoldGround",
    "HoldPage",
    "LegalHolds",
    "Look",
    "LookPage",
    "LookSearch",
    "MonitorCases",
    "Objection",
    "OfficeForm",
    "OfficeMaterial",
    "OfficeUseCases",
    "Outcome",
    "PersonCase",
    "PersonRights",
    "ReadAccessLog",
    "RequestAnswer",
    "RightKind",
    "RightRequest",
    "StandingHold",
    "WatchedLog",
    "Wish",
    "office_use_cases",
    "outcomes_of",
    "places_of",
]
