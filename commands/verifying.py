"""``theme verify``: what is proved of a theme over all its situations, and what is wrong."""

import time
from typing import Any

import typer

from commands.inputs import (
    CatalogueOption,
    JsonOption,
    locale,
    package_from,
    plan_from,
    refusals_told,
    say,
)
from commands.outputs import print_json, print_line
from core.catalogue.models import Answer
from core.i18n import translate
from core.services.queries.verify_theme import (
    Acceptance,
    RuleFinding,
    ThemePlan,
    Verification,
    Witness,
    mark_accepted,
    verify_theme,
)


def verify(code: str, *, catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """Prove that a theme works in every situation, or show where it does not."""
    package = package_from(catalogue)
    plan = plan_from(package, code)
    start = time.perf_counter()
    verification = verify_theme(plan)
    seconds = time.perf_counter() - start
    if catalogue is None:
        verification = _with_acceptances(verification)
    if as_json:
        print_json(_document(verification, seconds))
    else:
        _print_verification(plan, verification)
    for message in refusals_told(package):
        say(message)
    raise typer.Exit(int(bool(verification.errors)))


def _with_acceptances(verification: Verification) -> Verification:
    """Mark the warnings that somebody stands by; a directory knows of nobody."""
    from runtime import theme_queries  # noqa: PLC0415 -- the database is heavy, load it late

    return mark_accepted(verification, theme_queries().acceptances(verification.theme))


def _document(verification: Verification, seconds: float) -> dict[str, Any]:
    return {
        "theme": verification.theme,
        "situations": verification.situations,
        "proved": verification.proved,
        "seconds": round(seconds, 3),
        "findings": [_finding_document(found) for found in verification.findings],
    }


def _finding_document(found: RuleFinding) -> dict[str, Any]:
    return {
        "rule": found.finding.rule,
        "severity": found.finding.severity.value,
        "at": found.finding.at,
        "message": found.finding.message(locale()),
        "witness": found.witness,
        **({"accepted": _word_document(found.acceptance)} if found.acceptance else {}),
    }


def _word_document(word: Acceptance) -> dict[str, str]:
    return {
        "reason": word.reason,
        "by": word.accepted_by,
        "at": word.accepted_at.isoformat(),
    }


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
            print_line(f"  {_witness_told(found.witness)}")
        if found.acceptance is not None:
            words = {"by": found.acceptance.accepted_by, "reason": found.acceptance.reason}
            print_line(f"  {translate('command.verify.accepted', locale(), **words)}")
    print_line()
    errors = len(verification.errors)
    numbers = {"errors": errors, "warnings": len(verification.findings) - errors}
    key = "errors" if verification.findings else "clean"
    print_line(translate(f"command.verify.{key}", locale(), **numbers))


def _witness_told(witness: Witness) -> str:
    answers = [
        translate("command.verify.answer", locale(), question=code, answer=_answer_told(answer))
        for code, answer in witness.items()
    ]
    separator = translate("command.verify.separator", locale())
    return translate("command.verify.witness", locale(), answers=separator.join(answers))


def _answer_told(answer: Answer) -> str:
    if answer == ():
        return translate("command.verify.none_chosen", locale())
    return "+".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)
