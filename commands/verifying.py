"""``theme verify``: what is proved of a theme over all its situations, and what is wrong."""

import time
from datetime import date
from typing import Annotated

import typer

from commands.inputs import (
    CatalogueOption,
    DraftOption,
    JsonOption,
    OnOption,
    day_or_today,
    locale,
    package_from,
    plan_from,
    refusals_reported,
    refuse,
    say,
)
from commands.outputs import print_json, print_line
from commands.verification_documents import verification_document
from commands.verifying_all import Library, proved_before, verify_all
from core.catalogue.models import Answer
from core.i18n import translate
from core.services.queries.read_catalogue import Package
from core.services.queries.verify_theme import (
    Acceptance,
    ThemePlan,
    Verification,
    Witness,
    mark_accepted,
    verified_on,
    verify_theme,
)

AllOption = Annotated[bool, typer.Option("--all", help="Verify every theme, with progress.")]
KnownOption = Annotated[
    str,
    typer.Option(
        "--known",
        help="JSON file that --all --json wrote before, or -: what has not changed is kept.",
    ),
]


def verify(
    code: Annotated[str, typer.Argument(help="The theme; none with --all.")] = "",
    *,
    every: AllOption = False,
    known: KnownOption = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    on: OnOption = "",
    as_json: JsonOption = False,
) -> None:
    """Prove that a theme, or every theme, works in every situation, or show where it does not."""
    if every == bool(code) or (known and not every):
        refuse("command.verify.which")
    before, day = proved_before(known), day_or_today(on)
    package = package_from(catalogue, draft=draft)
    if every:
        words = {} if catalogue else _acceptances(package)
        fine = verify_all(Library(package, words, before, day), as_json=as_json)
        fine = fine and not refusals_reported(package)
    else:
        plan = plan_from(package, code)
        fine = _verify_one(plan, day, is_library=catalogue is None, as_json=as_json)
    for message in refusals_reported(package):
        say(message)
    raise typer.Exit(int(not fine))


def _verify_one(plan: ThemePlan, day: date, *, is_library: bool, as_json: bool) -> bool:
    start = time.perf_counter()
    verification = verified_on(verify_theme(plan), plan, day)
    seconds = time.perf_counter() - start
    if is_library:
        verification = _with_acceptances(verification)
    if as_json:
        print_json(verification_document(verification, seconds))
    else:
        _print_verification(plan, verification)
    return not verification.errors


def _acceptances(package: Package) -> dict[str, tuple[Acceptance, ...]]:
    """Return who stands by which warning, by theme."""
    from runtime import theme_queries  # noqa: PLC0415 -- the database is heavy, load it late

    queries = theme_queries()
    return {code: queries.acceptances(code) for code in package.catalogue.themes}


def _with_acceptances(verification: Verification) -> Verification:
    """Mark the warnings that somebody stands by; a directory knows of nobody."""
    from runtime import theme_queries  # noqa: PLC0415 -- the database is heavy, load it late

    return mark_accepted(verification, theme_queries().acceptances(verification.theme))


def _print_verification(plan: ThemePlan, verification: Verification) -> None:
    counted = verification.situations
    names = {"theme": plan.theme.code, "name": plan.theme.name, "situations": f"{counted or 0:,}"}
    key = "uncounted" if counted is None else "situations"
    print_line(translate(f"command.verify.{key}", locale(), **names))
    for found in verification.findings:
        severity = translate(f"designer.finding.{found.finding.severity.value}", locale())
        print_line(f"\n[{severity}] {found.finding.rule} {found.finding.at}")
        print_line(f"  {found.finding.message(locale())}")
        if found.witness is not None:
            print_line(f"  {_witness_text(found.witness)}")
        if found.acceptance is not None:
            words = {"by": found.acceptance.accepted_by, "reason": found.acceptance.reason}
            print_line(f"  {translate('command.verify.accepted', locale(), **words)}")
    print_line()
    errors = len(verification.errors)
    numbers = {"errors": errors, "warnings": len(verification.findings) - errors}
    key = "errors" if verification.findings else "clean"
    print_line(translate(f"command.verify.{key}", locale(), **numbers))


def _witness_text(witness: Witness) -> str:
    answers = [
        translate("command.verify.answer", locale(), question=code, answer=_answer_text(answer))
        for code, answer in witness.items()
    ]
    separator = translate("command.verify.separator", locale())
    return translate("command.verify.witness", locale(), answers=separator.join(answers))


def _answer_text(answer: Answer) -> str:
    if answer == ():
        return translate("command.verify.none_chosen", locale())
    return "+".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)
