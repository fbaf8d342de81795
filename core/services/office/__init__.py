"""What an officer does with the cases that concern their department."""

from core.forms.department_forms import (
    DepartmentForm,
    FormEntry,
    FormSection,
    FormTable,
    Objection,
)
from core.services.office.find_cases import CASES_AT_ONCE, CaseSearch
from core.services.office.papers import OfficePaper
from core.services.office.service import FormFile, OfficeForm, OfficeService, places_of

__all__ = [
    "CASES_AT_ONCE",
    "CaseSearch",
    "DepartmentForm",
    "FormEntry",
    "FormFile",
    "FormSection",
    "FormTable",
    "Objection",
    "OfficeForm",
    "OfficePaper",
    "OfficeService",
    "places_of",
]
