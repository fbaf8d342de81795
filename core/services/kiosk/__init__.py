"""What a citizen does at the kiosk, from the first question to the receipt."""

from core.services.kiosk.consult import Consultation, ThemeTile
from core.services.kiosk.plan_form import KioskForm, PaperToGive
from core.services.kiosk.service import KioskService

__all__ = ["Consultation", "KioskForm", "KioskService", "PaperToGive", "ThemeTile"]
