"""``retention show|purge|hold|release``: how long what is kept, and removing what is past that."""

from typing import Annotated, Any

import typer

from commands.inputs import JsonOption, bad_input_reported, locale
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.services.officers.legal_holds import HoldGround
from core.services.operators.purge import BOUNDS, Kept, Purged, Retention, period_in_words
from core.staff.models import OPERATOR

app = typer.Typer(help="How long what is kept.")


@app.command()
def show(*, as_json: JsonOption = False) -> None:
    """Show the period of each class, and between what it may be set."""
    with bad_input_reported():
        from runtime import retention  # noqa: PLC0415 -- the database is heavy

        periods = retention()
    if as_json:
        print_json({"periods": {kept: period_in_words(periods.of(kept)) for kept in Kept}})
        return
    head = [translate(f"retention.head.{name}", locale()) for name in ("class", "period", "may")]
    print_table(head, [_row(kept, periods) for kept in Kept])
    print_line(translate("retention.others", locale()))


@app.command()
def purge(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would go; nothing does.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Remove what is past its period; the history of a case stays, and proves that it did."""
    with bad_input_reported():
        from runtime import purging  # noqa: PLC0415 -- as above

        found = purging().preview() if dry_run else purging().purge()
    if as_json:
        print_json({"dry_run": dry_run, "purged": [_document(purged) for purged in found]})
        return
    head = [translate(f"retention.head.{name}", locale()) for name in ("class", "before", "number")]
    print_table(head, [tuple(_document(purged).values())[:3] for purged in found])
    for number in (case for purged in found for case in purged.cases):
        print_line(number)
    if dry_run:
        print_line(translate("retention.dry_run", locale()))


@app.command()
def hold(
    case: str,
    *,
    ground: Annotated[HoldGround, typer.Option(help="Why it is kept.")],
    reference: Annotated[str, typer.Option(help="Number of the proceedings; nobody's name.")],
) -> None:
    """Keep a case that is reviewed or before a court, until `release`."""
    with bad_input_reported():
        from runtime import legal_holds  # noqa: PLC0415 -- as above

        legal_holds().place(OPERATOR, case, ground, reference)
    print_line(translate("retention.held", locale(), case=case))


@app.command()
def release(
    case: str,
    *,
    reference: Annotated[str, typer.Option(help="Number of the proceedings; nobody's name.")],
) -> None:
    """Let the period of a case count again, from now on."""
    with bad_input_reported():
        from runtime import legal_holds  # noqa: PLC0415 -- as above

        legal_holds().lift(OPERATOR, case, reference)
    print_line(translate("retention.released", locale(), case=case))


def _document(purged: Purged) -> dict[str, Any]:
    return {
        "class": purged.kept.value,
        "before": purged.before.isoformat(),
        "number": purged.number,
        "cases": list(purged.cases),
    }


def _row(kept: Kept, periods: Retention) -> tuple[str, str, str]:
    bounds = BOUNDS[kept]
    may = f"{period_in_words(bounds.least)}-{period_in_words(bounds.most)}"
    fixed = translate("retention.fixed", locale())
    name = f"{kept} ({translate(f'retention.class.{kept}', locale())})"
    return name, period_in_words(periods.of(kept)), may if bounds.least < bounds.most else fixed
