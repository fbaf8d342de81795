"""The command line of Done Once. ``python manage.py --help`` lists what it can do."""

import os
import sys
from typing import Annotated

import typer

from adapters.version import program_version
from commands import (
    backing_up,
    case,
    catalogue,
    exchange,
    files,
    form,
    health,
    history,
    keys,
    log,
    operating,
    payment,
    report,
    retention,
    scenario,
    theme,
    user,
)
from commands.inputs import BAD_INPUT, locale, say
from commands.outputs import print_line
from core.i18n import translate

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=__doc__,
)
app.add_typer(catalogue.app, name="catalogue", no_args_is_help=True)
app.add_typer(theme.app, name="theme", no_args_is_help=True)
app.add_typer(form.app, name="form", no_args_is_help=True)
app.add_typer(report.app, name="report", no_args_is_help=True)
app.add_typer(log.app, name="log", no_args_is_help=True)
app.add_typer(scenario.app, name="scenario", no_args_is_help=True)
app.add_typer(history.app, name="history", no_args_is_help=True)
app.add_typer(retention.app, name="retention", no_args_is_help=True)
app.add_typer(files.app, name="files", no_args_is_help=True)
app.add_typer(keys.app, name="keys", no_args_is_help=True)
app.add_typer(case.app, name="case", no_args_is_help=True)
app.add_typer(exchange.app, name="exchange", no_args_is_help=True)
app.add_typer(payment.app, name="payment", no_args_is_help=True)
app.add_typer(user.app, name="user", no_args_is_help=True)
app.add_typer(operating.database, name="database", no_args_is_help=True)
app.command()(operating.run)
app.command()(operating.serve)
app.command()(operating.work)
app.command()(operating.demo)
app.command()(health.health)
app.command()(backing_up.backup)
app.command()(backing_up.restore)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print_line(program_version())
        raise typer.Exit


@app.callback()
def start(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take options that stand before every command."""


def main() -> None:
    """Run a command; whatever goes wrong, nobody is shown a traceback."""
    try:
        app()
    except BrokenPipeError:
        # The reader has gone; say nothing more, not even when the interpreter flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if os.environ.get("DONE_ONCE_DEBUG"):
            raise
        say(translate("command.unexpected", locale(), kind=type(error).__name__))
        raise SystemExit(BAD_INPUT) from error


if __name__ == "__main__":
    main()
