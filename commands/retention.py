"""``retention show``: how long what is kept."""

import typer

from commands.inputs import JsonOption, bad_input_told, locale
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.privacy.retention import BOUNDS, Kept, Retention, told_period

app = typer.Typer(help="How long what is kept.")


@app.callback()
def _retention() -> None:
    """Keep ``show`` a command of its own name."""


@app.command()
def show(*, as_json: JsonOption = False) -> None:
    """Show the period of each class, and between what it may be set."""
    with bad_input_told():
        from runtime import retention  # noqa: PLC0415 -- the database is heavy

        periods = retention()
    if as_json:
        print_json({"periods": {one: told_period(periods.of(one)) for one in Kept}})
        return
    head = [translate(f"retention.head.{name}", locale()) for name in ("class", "period", "may")]
    print_table(head, [_row(one, periods) for one in Kept])
    print_line(translate("retention.others", locale()))


def _row(kept: Kept, periods: Retention) -> tuple[str, str, str]:
    bounds = BOUNDS[kept]
    may = f"{told_period(bounds.least)}-{told_period(bounds.most)}"
    fixed = translate("retention.fixed", locale())
    name = f"{kept} ({translate(f'retention.class.{kept}', locale())})"
    return name, told_period(periods.of(kept)), may if bounds.least < bounds.most else fixed
