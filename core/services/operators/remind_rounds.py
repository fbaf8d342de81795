"""Let the clock remind departments and escalate: each once, whoever else does it as well."""

from datetime import datetime

from core.ports import Transaction
from core.services.confirming_rounds import current_round
from core.services.setting_aside import unless_spoilt
from core.staff.permissions import CLOCK_NAME
from core.themes.confirming.asking import due_now
from core.working_days import day_of


def remind_rounds(transaction: Transaction, at: datetime) -> int:
    """Write down every reminder and escalation that is due; return how many there were.

    It changes no answer: silence never counts as a yes (law 13).
    """
    with transaction() as stores:
        codes = stores.rounds.themes()
    return sum(_remind(transaction, code, at) for code in codes)


def _remind(transaction: Transaction, code: str, at: datetime) -> int:
    today = day_of(at)
    with transaction() as stores:
        if not due_now(unless_spoilt(lambda: current_round(stores, code)), today):
            return 0
        # Read again with nobody else at it: several processes have a clock.
        due = due_now(current_round(stores, code, to_change=True), today)
        if due is not None:
            stores.rounds.append(code, *due, at=at, by=CLOCK_NAME)
    return int(due is not None)
