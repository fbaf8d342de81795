"""Builds what hands over to departments' own systems."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from building.installation import is_demo, ready_runtime

if TYPE_CHECKING:
    from adapters.department_settings import SystemAddress
    from core.ports import DepartmentSystem
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
