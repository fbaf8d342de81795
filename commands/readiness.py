"""Nothing is computed of a theme that is still being catalogued: something would be left out."""

from collections.abc import Iterable

import typer

from commands.inputs import locale, say
from commands.outputs import finding_document, print_json
from core.i18n import translate
from core.services.queries.read_catalogue import ThemePlan


def expect_ready(plan: ThemePlan, *, notes: Iterable[str], as_json: bool) -> None:
    """Exit with 1 if a theme has matters that are still being catalogued, and tell which.

    Args:
        plan: The theme.
        notes: What else there is to tell, such as files of the catalogue that were refused.
        as_json: Whether the findings are printed as a document, too.
    """
    if plan.ready:
        return
    if as_json:
        found = [finding_document(finding, locale()) for finding in plan.findings]
        print_json({"theme": plan.theme.code, "findings": found})
    incomplete = translate("finding.theme-incomplete", locale(), theme=plan.theme.code)
    for message in (*notes, incomplete, *(finding.message(locale()) for finding in plan.findings)):
        say(message)
    raise typer.Exit(1)
