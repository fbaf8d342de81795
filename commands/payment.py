"""``payment list|tell``: payments that are not settled, and what came in by one of them.

For when the payment service gives no answer: the operator reads its statement.
"""

from typing import Annotated, Any

import typer

from commands.inputs import JsonOption, bad_input_reported, locale
from commands.outputs import print_json, print_line
from core.i18n import translate
from core.services.fee_use_cases import FeeUseCases
from core.services.officers.fee_models import Payment, yuan
from core.staff.models import OPERATOR

app = typer.Typer(help="Payments by code that are not settled.")


@app.command("list")
def list_payments(*, as_json: JsonOption = False) -> None:
    """Show payments that wait for the service, for the window, or to go back."""
    with bad_input_reported():
        found = _fees().telling.unsettled(OPERATOR)
    if as_json:
        print_json({"payments": [_document(payment) for payment in found]})
        return
    for payment in found:
        words = {**_document(payment), "state": _state(payment)}
        words["came_in"] = words["came_in"] or translate("command.payment.unknown_sum", locale())
        print_line(translate("command.payment.line", locale(), **words))
    if not found:
        print_line(translate("command.payment.none", locale()))


@app.command()
def tell(
    key: Annotated[str, typer.Argument(help="The payment, as `list` names it.")],
    *,
    came_in: Annotated[str, typer.Option("--came-in", help="The sum in yuan; 0 for nothing.")],
    reason: Annotated[str, typer.Option("--reason", help="By which statement this is known.")],
    as_json: JsonOption = False,
) -> None:
    """Write down which sum came in, where the payment service cannot be asked.

    What was asked for is booked. Another sum is settled by the window.
    """
    with bad_input_reported():
        payment = _fees().telling.tell(OPERATOR, key, came_in, reason)
    if as_json:
        print_json(_document(payment))
    else:
        state = _state(payment)
        print_line(translate("command.payment.told", locale(), key=key, state=state))


def _fees() -> FeeUseCases:
    from runtime import staff_use_cases  # noqa: PLC0415 -- the database is heavy, load it late

    return staff_use_cases().fees


def _document(payment: Payment) -> dict[str, Any]:
    return {
        "key": payment.key,
        "case": payment.case_number,
        "state": payment.state.value,
        "asked": yuan(payment.total),
        "came_in": "" if payment.came_in is None else yuan(payment.came_in),
    }


def _state(payment: Payment) -> str:
    return translate(f"payment.state.{payment.state}", locale())
