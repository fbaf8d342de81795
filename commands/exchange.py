"""``exchange list|resend``: messages between this system and departments' own that did not arrive.

Nothing that a message said is printed.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from commands.inputs import JsonOption, bad_input_reported, locale, refuse
from commands.outputs import print_json, print_line, print_table
from core.i18n import messages_of, translate
from core.services.officers.exchange_messages import (
    ExchangeMessages,
    ExchangePage,
    InboxMessage,
    OutboxMessage,
    problem_words,
)
from core.staff.models import OPERATOR

app = typer.Typer(help="Messages between this system and departments' own.")
_DEAD = ("id", "department", "case", "matter", "kind", "at", "attempts", "reason")


@app.command("list")
def list_messages(*, as_json: JsonOption = False) -> None:
    """Show what waits, what was given up and why, and what departments sent and was refused.

    Exits with 1 where something was given up.
    """
    with bad_input_reported():
        found = _messages().messages(OPERATOR)
    if as_json:
        print_json(_document(found))
    else:
        _print(found)
    raise typer.Exit(int(bool(found.dead)))


@app.command()
def resend(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Messages that were given up, as `list` names them.")
    ] = None,
    *,
    department: Annotated[
        str, typer.Option("--department", help="All that were given up for this department.")
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="All that were given up.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Have messages that were given up sent anew by the worker, each under its own id."""
    if not (ids or department or everything):
        refuse("command.exchange.which")
    with bad_input_reported():
        messages = _messages()
        dead = {message.id: message for message in messages.messages(OPERATOR).dead}
        unknown = sorted(set(ids or ()) - set(dead))
        if unknown:
            refuse("command.exchange.unknown", ids=", ".join(unknown)[:200])
        chosen = set(ids or ()) | {
            key for key, each in dead.items() if everything or each.department == department
        }
        number = messages.resend(OPERATOR, chosen)
    if as_json:
        print_json({"resent": number})
    else:
        print_line(translate("command.exchange.resent", locale(), number=number))


def _messages() -> ExchangeMessages:
    from runtime import staff_use_cases  # noqa: PLC0415 -- the database is heavy, load it late

    return staff_use_cases().exchange


def _print(found: ExchangePage) -> None:
    for count in found.counts:
        name = found.departments.get(count.department, count.department)
        params = {"department": name, "pending": count.pending, "dead": count.dead}
        print_line(translate("command.exchange.waiting", locale(), **params))
    if not (found.dead or found.refused):
        print_line(translate("command.exchange.none", locale()))
    if found.dead:
        print_line(translate("command.exchange.dead", locale(), number=len(found.dead)))
        _table(_DEAD, [_dead_row(message) for message in found.dead])
    if found.refused:
        print_line(translate("command.exchange.refused", locale(), number=len(found.refused)))
        rows = [_refused_row(message) for message in found.refused]
        _table(tuple(name for name in _DEAD if name != "attempts"), rows)


def _dead_row(message: OutboxMessage) -> tuple[Any, ...]:
    return (
        message.id,
        message.department,
        message.case_number,
        message.matter,
        message.kind,
        message.created_at.isoformat(timespec="minutes"),
        message.attempts,
        _reason(message.last_error),
    )


def _refused_row(message: InboxMessage) -> tuple[Any, ...]:
    return (
        message.id,
        message.department,
        message.case_number,
        message.matter,
        message.action,
        message.at.isoformat(timespec="minutes"),
        problem_words(message.problem, locale()),
    )


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    ours, pages = "command.exchange.column", "designer.exchange.column"
    head = [translate(f"{ours if name == 'id' else pages}.{name}", locale()) for name in columns]
    print_table(head, rows)


def _reason(reason: str) -> str:
    known = messages_of(locale())
    theirs = known.get(f"error.infrastructure.department_system_{reason}", reason)
    return known.get(f"outbox.reason.{reason}", theirs)


def _document(found: ExchangePage) -> dict[str, Any]:
    return {
        "departments": [
            {"department": each.department, "pending": each.pending, "dead": each.dead}
            for each in found.counts
        ],
        "dead": [
            {
                "id": each.id,
                "department": each.department,
                "case": each.case_number,
                "matter": each.matter,
                "kind": each.kind,
                "at": each.created_at.isoformat(),
                "attempts": each.attempts,
                "reason": each.last_error,
            }
            for each in found.dead
        ],
        "refused": [
            {
                "id": each.id,
                "department": each.department,
                "case": each.case_number,
                "matter": each.matter,
                "kind": each.action,
                "at": each.at.isoformat(),
                "reason": each.problem,
            }
            for each in found.refused
        ],
    }
