"""Builds what the designer offers to the staff: designers, officers, the library, accounts."""

from functools import cache
from typing import TYPE_CHECKING

from adapters.system import elapsed
from building.files import file_screening
from building.installation import ready_runtime, runtime, working_calendar

if TYPE_CHECKING:
    from core.services.acting import StaffTransaction
    from core.services.designers import DesignerService
    from core.services.library import LibraryService
    from core.services.officers import AccessLog, HelpCalls, LegalHolds, OfficeService, PersonRights
    from core.services.staff import DemoAccount, StaffService


@cache
def staff_transaction() -> "StaffTransaction":
    """Return what opens the database for the staff, by a clock that nobody sets back."""
    from core.services.acting import StaffTransaction
    from core.staff.onward import OnwardClock

    process = runtime()
    return StaffTransaction(process.transaction, OnwardClock(process.clock, elapsed))


@cache
def designer_service() -> "DesignerService":
    """Return the use cases of the designer, over a database that is ready."""
    from core.services.designers import DesignerService

    process = ready_runtime()
    return DesignerService(
        transaction=process.transaction,
        clock=process.clock,
        calendar=working_calendar(),
        acting=staff_transaction(),
    )


@cache
def help_calls() -> "HelpCalls":
    """Return what answers calls for help, over a database that is ready."""
    from core.services.officers import HelpCalls

    process = ready_runtime()
    return HelpCalls(
        transaction=process.transaction, clock=process.clock, acting=staff_transaction()
    )


@cache
def access_log() -> "AccessLog":
    """Return what shows supervisors who read which case, over a database that is ready."""
    from core.services.officers import AccessLog

    process = ready_runtime()
    return AccessLog(
        transaction=process.transaction, clock=process.clock, acting=staff_transaction()
    )


@cache
def legal_holds() -> "LegalHolds":
    """Return what keeps cases beyond their period, over a database that is ready."""
    from core.services.officers import LegalHolds

    process = ready_runtime()
    return LegalHolds(
        transaction=process.transaction, clock=process.clock, acting=staff_transaction()
    )


@cache
def staff_service() -> "StaffService":
    """Return what lets the staff in and keeps their accounts, over a database that is ready."""
    from adapters.known_passwords import KnownPasswordFiles
    from adapters.passwords import BcryptPasswordHasher
    from core.services.staff import StaffService

    process = ready_runtime()
    breached = process.settings.breached_passwords_file
    return StaffService(
        transaction=process.transaction,
        clock=process.clock,
        randomness=process.randomness,
        passwords=BcryptPasswordHasher(),
        acting=staff_transaction(),
        known=KnownPasswordFiles(breached if breached.name else None),
        rules=process.settings.session_rules,
    )


@cache
def library_service() -> "LibraryService":
    """Return what changes the matter library, over a database that is ready."""
    from core.services.library import LibraryService

    process = ready_runtime()
    return LibraryService(
        transaction=process.transaction, clock=process.clock, acting=staff_transaction()
    )


@cache
def person_rights() -> "PersonRights":
    """Return what the window does about somebody's own data, over a database that is ready."""
    from core.services.access_log import looks_in
    from core.services.officers import PersonRights

    process = ready_runtime()
    return PersonRights(
        transaction=process.transaction,
        printer=process.printer,
        clock=process.clock,
        calendar=working_calendar(),
        acting=staff_transaction(),
        looks=looks_in(process.transaction),
    )


@cache
def office_service() -> "OfficeService":
    """Return what officers see of cases, over a database that is ready."""
    from core.services.officers import OfficeService

    process = ready_runtime()
    return OfficeService(
        transaction=process.transaction,
        printer=process.printer,
        files=process.files,
        clock=process.clock,
        calendar=working_calendar(),
        acting=staff_transaction(),
        screening=file_screening(),
    )


def demo_accounts() -> "tuple[DemoAccount, ...]":
    """Make the demo accounts of a new installation; what is returned is shown only once."""
    from core.services.staff import seed_demo_staff

    process = runtime()
    return seed_demo_staff(staff_service(), process.randomness, process.settings.locale)
