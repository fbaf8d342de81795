"""Say whether this installation can be used, for people and for whatever watches it."""

import typer

from commands.inputs import JsonOption, bad_input_reported, locale
from commands.outputs import print_json, print_line
from core.i18n import translate
from core.services.operators.report_health import Check, is_ready


def health(*, as_json: JsonOption = False) -> None:
    """Look at database, migrations, disk and clock; exit with 1 if one is not in order.

    Nothing is made, migrated or changed.
    """
    with bad_input_reported():
        import runtime  # noqa: PLC0415 -- the database is heavy, load it late

        checks = runtime.readiness()
    if as_json:
        results = [
            {"name": result.name, "ok": result.ok, "message": _check_line(result)}
            for result in checks
        ]
        state = {"live": True, "ready": is_ready(checks), "checks": results}
        print_json({"version": runtime.program_version(), **state})
    else:
        for check in checks:
            print_line(_check_line(check))
    raise typer.Exit(0 if is_ready(checks) else 1)


def _check_line(check: Check) -> str:
    return translate(check.message_key, locale(), **check.params)
