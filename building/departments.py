"""Builds what hands over to departments' own systems, and takes what they decide."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from building.designer import staff_context
from building.files import file_screening
from building.installation import is_demo, ready_runtime, review_rules, runtime
from building.sources import payment_service
from core.errors import PaymentUnknownError

if TYPE_CHECKING:
    from adapters.department_results import FolderResults
    from adapters.department_settings import SystemAddress
    from adapters.serving.department_route import StepReceiver
    from adapters.serving.payment_route import PaymentReceiver
    from core.ports import DepartmentSystem
    from core.services.officers.take_department_steps import TakeDepartmentSteps
    from core.services.operators.hand_over import HandOver


def hand_overs() -> "Iterator[tuple[str, HandOver]]":
    """Yield, by department, what hands over to its system; each has a thread of its own to wait."""
    from core.services.department_letters import LetterWriter
    from core.services.operators.hand_over import HandOver

    process, letters = ready_runtime(), LetterWriter(is_demo=is_demo())
    for code, address in process.settings.department_systems.items():
        yield (
            code,
            HandOver(
                transaction=process.transaction,
                clock=process.clock,
                department=code,
                system=_system(code, address),
                letters=letters,
            ),
        )


def _system(code: str, address: "SystemAddress") -> "DepartmentSystem":
    from adapters.department_systems import FolderSystem, WebhookSystem

    if address.way == "folder":
        return FolderSystem(address.folder)
    process = ready_runtime()
    secret = process.settings.department_secrets[code].get_secret_value()
    return WebhookSystem(address.url, secret, clock=process.clock)


def folder_results() -> "Iterator[FolderResults]":
    """Yield what reads the steps that departments leave in their folders."""
    from adapters.department_results import FolderResults

    settings = runtime().settings
    for code, address in settings.department_systems.items():
        if address.way == "folder":
            yield FolderResults(
                address.folder, department=code, take=_take_steps(), locale=settings.locale
            )


def step_receiver() -> "StepReceiver":
    """Return what takes the signed steps of departments' systems."""
    from adapters.serving.department_route import StepReceiver
    from adapters.webhook_signing import secret_bytes

    process = runtime()
    settings = process.settings
    secrets = {
        code: secret_bytes(settings.department_secrets[code].get_secret_value())
        for code, address in settings.department_systems.items()
        if address.way == "webhook"
    }
    return StepReceiver(_take_step, secrets, process.clock, settings.locale)


def payment_receiver() -> "PaymentReceiver | None":
    """Return what takes the signed messages of the payment service, if it signs any."""
    from adapters.serving.payment_route import PaymentReceiver
    from adapters.webhook_signing import secret_bytes

    process = runtime()
    secret = process.settings.payment_notice_secret.get_secret_value()
    if not secret or not process.settings.payment_service_url:
        return None
    return PaymentReceiver(_take_payment_notice, secret_bytes(secret), process.clock)


def _take_payment_notice(body: bytes) -> bool:
    """Take a message; the database may be there only since this process began."""
    from core.services.operators.settle_payments import PaymentBooks
    from core.services.operators.take_payment_notices import TakePaymentNotices
    from core.staff.permissions import CLOCK_NAME

    process = ready_runtime()
    gate = payment_service(process.settings)
    if gate is None:
        raise PaymentUnknownError
    books = PaymentBooks(process.transaction, gate, review_rules(), process.clock, actor=CLOCK_NAME)
    return TakePaymentNotices(process.transaction, books)(body)


def _take_step(department: str, message_id: str, body: bytes) -> None:
    """Take a step; the database may be there only since this process began."""
    _take_steps()(department, message_id, body)


@cache
def _take_steps() -> "TakeDepartmentSteps":
    from core.services.officers.open_case import CaseOpener
    from core.services.officers.take_department_steps import TakeDepartmentSteps

    staff = staff_context()
    opener = CaseOpener(staff, file_screening())
    return TakeDepartmentSteps(staff, opener, takes_demo=is_demo())
