"""Write down what was received: the case, and the first entry of its history."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.cases.help_given import HELPED, ON_SCREEN
from core.cases.history import next_event
from core.cases.models import Application, Case, Event
from core.cases.receipt_codes import DETAIL, code_digest
from core.cases.sealing import SEALS, next_entry, receipt_seals
from core.ports import Stores
from core.services.citizens.expect_files import expect_files
from core.services.citizens.learnt_order import count_answers
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.prepare_application import PreparedApplication
from core.services.review_steps import ReviewRules, tell_systems, write_tasks
from core.themes.guides import Guide

_NAMES = ("per.name", "org.name")


def received_case(
    prepared: PreparedApplication,
    sealed: Application,
    *,
    number: str,
    at: datetime,
    code: Mapping[str, str],
) -> Case:
    """Return the case that an application becomes, with the first entry of its history.

    ``code`` are the details that prove the code of its receipt.
    """
    case = Case(
        number=number,
        application=sealed,
        received_at=at,
        applicant_name=_applicant_name(prepared.guide, sealed.values),
        matters=prepared.guide.matters,
    )
    return replace(case, history=(_received(case, prepared, code),))


def helped_case(case: Case, *, at: datetime) -> Case:
    """Return a case with the entry that says who helped at the kiosk, if somebody did."""
    given = case.application.help
    if given is None:
        return case
    details = {
        "helper": given.helper,
        "acts": list(given.acts),
        "consent": ON_SCREEN,
        "agreed_at": given.agreed_at,
    }
    helped = next_entry(case, at=at, actor=case.application.channel, action=HELPED, details=details)
    return replace(case, history=(*case.history, helped))


def record_case(
    case: Case,
    prepared: PreparedApplication,
    stores: Stores,
    leases: FileLeases,
    *,
    rules: ReviewRules,
) -> None:
    """Write a case down in the transaction that takes its files over, with its offices' tasks.

    Raises:
        FilesGoneError, FilesQuarantinedError: If a file of it is gone, spoilt, or has a virus.
        DuplicateSubmissionError, NumberTakenError: If somebody else was faster.
    """
    expect_files(case.application, prepared, stores, leases)
    stores.cases.add(case)
    write_tasks(stores, case.outline, rules=rules)
    tell_systems(stores, case.outline, case.history, rules=rules)
    count_answers(prepared, stores)


def receipt_code(code: str, submission_key: str) -> dict[str, str]:
    """Return the details that prove the code on a receipt, if it bears one."""
    return {DETAIL: code_digest(code, submission_key)} if code else {}


def _received(case: Case, prepared: PreparedApplication, code: Mapping[str, str]) -> Event:
    application = case.application
    return next_event(
        (),
        case_number=case.number,
        at=case.received_at,
        actor=application.channel,
        action="received",
        details={
            "theme": application.theme_code,
            "version": application.theme_version,
            "matters": list(case.matters),
            "uploads": len(application.uploads),
            "fetched": len(application.fetched),
            "contested": len(application.contested),
            "promised": _promised(prepared),
            "signed": [
                f"{signature.matter} {signature.way} {signature.document}"
                for signature in application.signatures
            ],
            SEALS: receipt_seals(case),
            **code,
        },
    )


def _promised(prepared: PreparedApplication) -> list[str]:
    """Return what is handed in later: of which matter, which material, in how many working days.

    Each matter is promised on its own (容缺).
    """
    return [
        f"{promise.matter} {code} {promise.working_days}"
        for code, status in prepared.statuses.items()
        for promise in status.promises
    ]


def _applicant_name(guide: Guide, values: Mapping[str, Any]) -> str:
    """Return the first name on the form: of a person, else of an organisation."""
    for element in _NAMES:
        for merged in guide.form:
            value = values.get(str(merged.key))
            if merged.key.element == element and isinstance(value, str) and value.strip():
                return value.strip()
    return ""
