"""Builds what the designer offers to the staff, and what commands do in their place."""

from functools import cache
from typing import TYPE_CHECKING

from adapters.settings import Rounds
from adapters.system import elapsed
from building.analysis import event_analysis
from building.files import file_screening
from building.handouts import handout_writer
from building.installation import ready_runtime, runtime, working_calendar
from building.practice import practice_hall, shipped_scenarios
from building.sources import matter_site, payment_service

if TYPE_CHECKING:
    from core.services.acting import StaffContext
    from core.services.officers import LegalHolds
    from core.services.officers.archive_case import ArchiveCase
    from core.services.staff import AccountUseCases, DemoAccount
    from core.services.staff_use_cases import StaffUseCases


@cache
def staff_use_cases() -> "StaffUseCases":
    """Return everything that the designer offers, over a database that is ready."""
    from adapters.decoding import WorkerInspector
    from core.services.access_log import looks_in
    from core.services.case_logs import OwnLog
    from core.services.designers import designing_use_cases
    from core.services.designers.export_handouts import ExportHandouts
    from core.services.designers.import_package import ImportPackage
    from core.services.fee_use_cases import fee_use_cases
    from core.services.improving import proposal_use_cases
    from core.services.library import library_use_cases
    from core.services.officers import (
        HelpCalls,
        MonitorCases,
        PersonRights,
        ReadAccessLog,
        office_use_cases,
    )
    from core.services.officers.counter_use_cases import counter_use_cases
    from core.services.officers.exchange_messages import ExchangeMessages
    from core.services.officers.list_visits import ListVisits
    from core.services.round_use_cases import round_use_cases
    from core.services.staff_use_cases import StaffUseCases
    from core.services.trainers import TrainWithScenarios, WriteScenarios
    from core.services.watching import watch_use_cases

    process, staff = ready_runtime(), staff_context()
    required = process.settings.rounds is Rounds.REQUIRED
    designer = designing_use_cases(staff, rounds_required=required)
    log = OwnLog(staff.transaction, staff.calendar, staff.clock)
    proposals = proposal_use_cases(staff, log=log)
    return StaffUseCases(
        designer=designer,
        staff=account_use_cases(),
        office=office_use_cases(
            staff,
            printer=process.printer,
            files=process.files,
            writer=handout_writer(),
            screening=file_screening(),
            inspector=WorkerInspector(),
        ),
        counter=counter_use_cases(
            staff,
            files=process.files,
            printer=process.printer,
            screening=file_screening(),
            inspector=WorkerInspector(),
        ),
        library=library_use_cases(staff, matter_site()),
        calls=HelpCalls(staff),
        access=ReadAccessLog(staff),
        rights=PersonRights(staff, printer=process.printer, looks=looks_in(process.transaction)),
        holds=legal_holds(),
        exchange=ExchangeMessages(staff),
        rounds=round_use_cases(staff, log),
        proposals=proposals,
        packages=ImportPackage(staff),
        monitoring=MonitorCases(staff, log, event_analysis, handout_writer()),
        watching=watch_use_cases(staff, handout_writer()),
        fees=fee_use_cases(
            staff, files=process.files, screening=file_screening(), gate=payment_service()
        ),
        archives=case_archive(),
        training=TrainWithScenarios(staff, read=shipped_scenarios, open_hall=practice_hall),
        scenarios=WriteScenarios(staff, read=shipped_scenarios),
        visits=ListVisits(staff, handout_writer()),
        handouts=ExportHandouts(staff, handout_writer(), designer.previewing, proposals),
    )


@cache
def staff_context() -> "StaffContext":
    """Return what use cases of the staff share; nobody sets back the clock of their sessions."""
    from core.services.acting import StaffContext
    from core.staff.onward import OnwardClock

    process = ready_runtime()
    return StaffContext(
        process.transaction,
        process.clock,
        working_calendar(),
        session_clock=OnwardClock(process.clock, elapsed),
        silent_kinds=process.settings.silent_kinds,
        check_days=process.settings.check_days,
        systems=process.settings.told_departments,
    )


@cache
def account_use_cases() -> "AccountUseCases":
    """Return what lets the staff in and keeps their accounts, over a database that is ready."""
    from adapters.known_passwords import KnownPasswordFiles
    from adapters.passwords import BcryptPasswordHasher
    from core.services import staff

    process = ready_runtime()
    breached = process.settings.breached_passwords_file
    return staff.account_use_cases(
        staff_context(),
        randomness=process.randomness,
        hasher=BcryptPasswordHasher(),
        known=KnownPasswordFiles(breached if breached.name else None),
        rules=process.settings.session_rules,
    )


@cache
def case_archive() -> "ArchiveCase":
    """Return what packs cases that have ended, over a database that is ready."""
    from core.services.officers.archive_case import ArchiveCase
    from core.services.officers.open_case import CaseOpener

    process, staff = ready_runtime(), staff_context()
    opener = CaseOpener(staff, file_screening())
    return ArchiveCase(staff, opener, printer=process.printer, files=process.files)


@cache
def legal_holds() -> "LegalHolds":
    """Return what keeps cases beyond their period, over a database that is ready."""
    from core.services.officers import LegalHolds

    return LegalHolds(staff_context())


def demo_accounts() -> "tuple[DemoAccount, ...]":
    """Make the demo accounts of a new installation; what is returned is shown only once."""
    from core.services.staff import seed_demo_staff

    process, accounts = runtime(), account_use_cases().accounts
    return seed_demo_staff(accounts, process.randomness, process.settings.locale)
