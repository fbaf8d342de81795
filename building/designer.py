"""Builds what the designer offers to the staff, and what commands do in their place."""

from functools import cache
from typing import TYPE_CHECKING

from adapters.settings import Rounds
from adapters.system import elapsed
from building.analysis import event_analysis
from building.files import screening_over
from building.installation import Runtime, ready_runtime, runtime, working_calendar
from building.practice import practice_hall, shipped_scenarios
from building.secrets import fetched_values_key, visit_sealer
from building.sources import matter_site, payment_service

if TYPE_CHECKING:
    from core.ports import Clock
    from core.services.acting import StaffContext
    from core.services.officers import LegalHolds
    from core.services.officers.archive_case import ArchiveCase
    from core.services.officers.paper_entry_visits import PaperEntryVisits
    from core.services.staff import AccountUseCases, DemoAccount
    from core.services.staff_use_cases import StaffUseCases
    from core.services.trainers import KeepRooms, TrainingRooms

_CHEAP_ROUNDS = 4
"""Nobody types the passwords of a training room."""


@cache
def staff_use_cases() -> "StaffUseCases":
    """Return everything that the designer offers, over a database that is ready."""
    from building.rooms import open_rooms, room_keeping

    staff = staff_context()
    return staff_use_cases_over(
        ready_runtime(),
        staff,
        accounts=account_use_cases(),
        rooms=room_keeping(staff),
        kept=open_rooms(),
    )


def staff_use_cases_over(
    process: Runtime,
    staff: "StaffContext",
    *,
    accounts: "AccountUseCases",
    rooms: "KeepRooms",
    kept: "TrainingRooms | None" = None,
) -> "StaffUseCases":
    """Return everything that the designer of an installation, or of a training room, offers.

    ``kept`` are the rooms in which something can be presented; in a room there are none.
    """
    from adapters.decoding import WorkerInspector
    from adapters.handout_writing import FileHandoutWriter
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
        LegalHolds,
        MonitorCases,
        PersonRights,
        ReadAccessLog,
        office_use_cases,
    )
    from core.services.officers.counter_use_cases import KeptVisitsHeld, counter_use_cases
    from core.services.officers.exchange_messages import ExchangeMessages
    from core.services.officers.list_visits import ListVisits
    from core.services.officers.paper_forms import PaperForms
    from core.services.round_use_cases import round_use_cases
    from core.services.staff_use_cases import StaffUseCases
    from core.services.trainers import (
        AnonymiseCases,
        HoldQuizzes,
        PlayQuizzes,
        PresentInRoom,
        RecordWalks,
        TrainWithScenarios,
        WriteScenarios,
    )
    from core.services.watching import watch_use_cases

    settings, files, printer = process.settings, process.files, process.printer
    writer = FileHandoutWriter(printer, watermark=process.watermark)
    screening = screening_over(process)
    designer = designing_use_cases(staff, rounds_required=settings.rounds is Rounds.REQUIRED)
    log = OwnLog(staff.transaction, staff.calendar, staff.clock)
    proposals = proposal_use_cases(staff, log=log)
    return StaffUseCases(
        designer=designer,
        staff=accounts,
        office=office_use_cases(
            staff,
            printer=printer,
            files=files,
            writer=writer,
            screening=screening,
            inspector=WorkerInspector(),
        ),
        counter=counter_use_cases(
            staff,
            files=files,
            printer=printer,
            screening=screening,
            inspector=WorkerInspector(),
            visits=KeptVisitsHeld(
                process.randomness, visit_sealer(settings), fetched_values_key(settings)
            ),
        ),
        library=library_use_cases(staff, matter_site(settings)),
        calls=HelpCalls(staff),
        access=ReadAccessLog(staff),
        rights=PersonRights(staff, printer=printer, looks=looks_in(process.transaction)),
        holds=LegalHolds(staff),
        exchange=ExchangeMessages(staff),
        rounds=round_use_cases(staff, log),
        proposals=proposals,
        packages=ImportPackage(staff),
        monitoring=MonitorCases(staff, log, event_analysis, writer),
        watching=watch_use_cases(staff, writer, is_demo=process.is_demo),
        fees=fee_use_cases(staff, files=files, screening=screening, gate=payment_service(settings)),
        archives=_archive_over(process, staff),
        training=TrainWithScenarios(
            staff, read=shipped_scenarios, open_hall=practice_hall, writer=writer
        ),
        scenarios=WriteScenarios(staff, read=shipped_scenarios, open_hall=practice_hall),
        anonymising=AnonymiseCases(staff, read=shipped_scenarios),
        training_rooms=rooms,
        recording=RecordWalks(staff, kept, read=shipped_scenarios),
        quizzes=HoldQuizzes(
            staff, read=shipped_scenarios, randomness=process.randomness, writer=writer
        ),
        seats=PlayQuizzes(
            transaction=staff.transaction, clock=staff.clock, randomness=process.randomness
        ),
        presenting=PresentInRoom(
            staff, kept, read=shipped_scenarios, randomness=process.randomness
        ),
        visits=ListVisits(staff, writer),
        handouts=ExportHandouts(staff, writer, designer.previewing, proposals),
        papers=PaperForms(
            staff,
            printer=printer,
            randomness=process.randomness,
            visits=_entry_visits_over(process, staff),
            for_training=process.is_training,
            hall_opens=settings.hall_opens,
        ),
    )


@cache
def staff_context() -> "StaffContext":
    """Return what use cases of the staff share; nobody sets back the clock of their sessions."""
    from core.staff.onward import OnwardClock

    process = ready_runtime()
    return staff_context_over(process, session_clock=OnwardClock(process.clock, elapsed))


def staff_context_over(process: Runtime, *, session_clock: "Clock") -> "StaffContext":
    """Return what use cases of the staff of an installation, or a training room, share."""
    from core.services.acting import StaffContext

    return StaffContext(
        process.transaction,
        process.clock,
        working_calendar(),
        session_clock=session_clock,
        silent_kinds=process.settings.silent_kinds,
        check_days=process.settings.check_days,
        systems=process.settings.told_departments,
    )


@cache
def account_use_cases() -> "AccountUseCases":
    """Return what lets the staff in and keeps their accounts, over a database that is ready."""
    return account_use_cases_over(ready_runtime(), staff_context())


def account_use_cases_over(process: Runtime, staff: "StaffContext") -> "AccountUseCases":
    """Return what keeps the accounts of an installation, or of a training room."""
    from adapters.known_passwords import KnownPasswordFiles
    from adapters.passwords import BcryptPasswordHasher
    from core.services import staff as staffing

    breached = process.settings.breached_passwords_file
    cheap = BcryptPasswordHasher(rounds=_CHEAP_ROUNDS)
    return staffing.account_use_cases(
        staff,
        randomness=process.randomness,
        hasher=cheap if process.is_training else BcryptPasswordHasher(),
        known=KnownPasswordFiles(breached if breached.name else None),
        rules=process.settings.session_rules,
    )


@cache
def case_archive() -> "ArchiveCase":
    """Return what packs cases that have ended, over a database that is ready."""
    return _archive_over(ready_runtime(), staff_context())


def _entry_visits_over(process: Runtime, staff: "StaffContext") -> "PaperEntryVisits":
    from adapters.decoding import WorkerInspector
    from core.services.citizens.keep_upload import KeepUpload
    from core.services.citizens.lease_files import FileLeases
    from core.services.officers.paper_entry_visits import PaperEntryVisits

    leases = FileLeases(
        transaction=staff.transaction,
        files=process.files,
        clock=staff.clock,
        screening=screening_over(process),
    )
    return PaperEntryVisits(
        randomness=process.randomness,
        sealer=visit_sealer(process.settings),
        lasts=process.settings.periods.visits,
        keep=KeepUpload(inspector=WorkerInspector(), leases=leases),
        leases=leases,
    )


def _archive_over(process: Runtime, staff: "StaffContext") -> "ArchiveCase":
    from core.services.officers.archive_case import ArchiveCase
    from core.services.officers.open_case import CaseOpener

    opener = CaseOpener(staff, screening_over(process))
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
