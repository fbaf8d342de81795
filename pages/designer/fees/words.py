"""How fees and taxes are written: amounts, states, and by which law."""

from collections.abc import Iterable
from html import escape

from core.services.officers.fee_models import BillLine, ChargeState, MatterCharge, yuan
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.styling import tag

_LOOKS = {
    ChargeState.OPEN: "later",
    ChargeState.DUE: "later",
    ChargeState.PAID: "ok",
    ChargeState.WAIVED: "ok",
    ChargeState.FREE: "ok",
    ChargeState.REFUNDED: "info",
}


def amount_words(charge: MatterCharge, workspace: Workspace) -> str:
    """Return an amount as it is said; where an office finds it, what it is found by."""
    if charge.amount is None:
        return workspace.say("fees.unknown") if charge.state is ChargeState.OPEN else "–"
    return workspace.say("fees.yuan", amount=yuan(charge.amount))


def basis_words(charge: MatterCharge) -> str:
    """Return by what the amount is found while it is not, then by what law it is paid or not."""
    is_open = charge.state is ChargeState.OPEN
    return (charge.declared.criteria if is_open else "") or charge.basis


def state_tag(charge: MatterCharge, workspace: Workspace) -> str:
    """Return where a charge stands, as HTML."""
    return tag(workspace.say(f"fees.state.{charge.state}"), _LOOKS[charge.state])


def bill_rows(lines: Iterable[BillLine], workspace: Workspace) -> str:
    """Return a bill as HTML: what, who pays, how much, where it stands."""
    columns = ("charge", "payer", "amount", "state")
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"fees.column.{name}"))}</th>' for name in columns
    )
    rows = "".join(_row(line, workspace) for line in lines)
    return f'<table class="results"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(line: BillLine, workspace: Workspace) -> str:
    charge, declared = line.charge, line.charge.declared
    about = escape(f"{shown(line.matter_name)} · {declared.office}")
    before = "decision" if declared.before_decision else "issuing"
    found = shown(basis_words(charge))
    return (
        f'<tr><th scope="row">{escape(shown(declared.name))}<small>{about}</small>'
        f"<small>{escape(found)}</small></th>"
        f"<td>{escape(shown(declared.payer) or '–')}</td>"
        f"<td>{escape(amount_words(charge, workspace))}"
        f"<small>{escape(workspace.say(f'fees.before.{before}'))}</small></td>"
        f"<td>{state_tag(charge, workspace)}<small>{escape(charge.payment)}</small></td></tr>"
    )
