"""``catalogue pull``: what departments publish on their site, to be compared with the library."""

import typer

from commands.inputs import JsonOption, locale, say
from commands.outputs import print_json, print_line
from core.errors import MatterSiteError, StoreBusyError
from core.i18n import listed, translate
from core.staff.models import OPERATOR


def pull(*, as_json: JsonOption = False) -> None:
    """Pull all matters of the publishing site. The library stays; what differs is to be decided.

    Exits with 1 where the site gives no whole answer: nothing is taken then.
    """
    from runtime import staff_use_cases  # noqa: PLC0415 -- the database is heavy, load it late

    try:
        report = staff_use_cases().library.pulling.pull(OPERATOR)
    except (MatterSiteError, StoreBusyError) as error:
        if as_json:
            print_json({"pulled": False, "reason": error.params.get("reason", "")})
        say(translate(error.message_key, locale(), **error.params))
        raise typer.Exit(1) from None
    if as_json:
        print_json(
            {
                "pulled": True,
                "snapshot": report.snapshot,
                "matters": report.matters,
                "different": list(report.different),
                "known": report.known,
            }
        )
        return
    counts = {"matters": report.matters, "different": len(report.different)}
    print_line(translate("command.pull.done", locale(), **counts))
    if report.different:
        codes = listed(list(report.different), locale())
        print_line(translate("command.pull.different", locale(), codes=codes))
