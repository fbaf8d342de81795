"""``report ledger``: every matter of a department, what changed, what is open, what it lacks."""

from typing import Annotated, Any

import typer

from commands.inputs import JsonOption, bad_input_reported, day_named, hint_for, locale, refuse
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.services.officers.department_ledger import (
    Ledger,
    LedgerFilter,
    LedgerLine,
    line_in_words,
)
from core.staff.models import OPERATOR

_SHOWN = ("code", "name", "state", "changes", "proposals", "updates", "due_on", "bases")


def ledger(
    *,
    department: Annotated[
        str, typer.Option("--department", help="Code of a department; without, all of them.")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", help="Changes since this day; without, of a month.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Show the ledger of a department, or of all, as the designer does (部门台账)."""
    from runtime import staff_use_cases  # noqa: PLC0415 -- the database is heavy, load it late

    day = day_named(since) if since else None
    with bad_input_reported():
        found = staff_use_cases().rounds.ledgers.ledger(OPERATOR, day)
    if department and department not in found.departments:
        hint = hint_for(department, dict(found.departments))
        refuse("command.ledger.unknown_department", code=department[:80], hint=hint)
    lines = found.only(department, LedgerFilter.ALL)
    if as_json:
        print_json({"since": found.since.isoformat(), "matters": [_document(x) for x in lines]})
        return
    _print(found, lines)


def _print(found: Ledger, lines: tuple[LedgerLine, ...]) -> None:
    head = [translate(f"ledger.column.{name}", locale()) for name in _SHOWN]
    rows = [line_in_words(line, locale()) for line in lines]
    print_table(head, [tuple(words[name] for name in _SHOWN) for words in rows])
    counts = {"number": len(lines), "since": found.since.isoformat()}
    print_line(translate("command.ledger.shown", locale(), **counts))


def _document(line: LedgerLine) -> dict[str, Any]:
    change = line.last_change
    return {
        "matter": line.code,
        "name": line.name,
        "department": line.department,
        "valid": not line.is_over,
        "changes": line.changes,
        "last_change": None
        if change is None
        else {
            "at": change.changed_at.isoformat(),
            "by": change.changed_by,
            "reason": change.reason,
        },
        "open_proposals": line.proposals,
        "open_updates": line.updates,
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "late": line.is_late,
        "without_basis": line.bases,
        "repealed_laws": list(line.repealed),
    }
