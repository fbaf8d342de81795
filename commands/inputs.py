"""Read what a command is given: catalogues, answers, cases. Bad input exits with 2."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from core.catalogue.models import Theme
from core.errors import NotJsonError, ProblemsError, ServiceError
from core.i18n import LOCALES, listed, translate
from core.plain_json import read_json
from core.services.queries.read_catalogue import (
    Package,
    ThemePlan,
    near_codes,
    plan_theme,
    read_package,
)
from core.working_days import day_of

BAD_INPUT = 2
MAX_JSON_BYTES = 16 * 1024 * 1024

CatalogueOption = Annotated[
    Path | None,
    typer.Option("--catalogue", help="Read this catalogue directory instead of the database."),
]
DraftOption = Annotated[
    bool, typer.Option("--draft", help="Themes as policy staff have them now, not as published.")
]
AnswersOption = Annotated[
    str, typer.Option("--answers", help="JSON file {question: value}, or - for standard input.")
]
CaseOption = Annotated[
    str,
    typer.Option("--case", help="JSON file {answers, values, parties}, or - for standard input."),
]
PartiesOption = Annotated[
    str, typer.Option("--parties", help="JSON file {role: role}: who is the same person as whom.")
]
OnOption = Annotated[
    str, typer.Option("--on", help="Check what is valid on this day (2026-12-01), else today.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def locale() -> str:
    """Return the language of messages: DONE_ONCE_LOCALE, else that of the terminal, or English."""
    chosen = os.environ.get("DONE_ONCE_LOCALE")
    if chosen in LOCALES:
        return chosen
    terminal = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return next((code for code in LOCALES if _is_spoken(code, terminal or "")), "en")


def _is_spoken(code: str, terminal: str) -> bool:
    """Say whether a terminal speaks a language, wherever it is spoken.

    Examples:
        >>> _is_spoken("zh-CN", "zh_TW.UTF-8"), _is_spoken("en", "C.UTF-8")
        (True, False)
    """
    return re.split("[-_.]", terminal)[0] == code.partition("-")[0]


def say(message: str) -> None:
    """Tell a person something, on standard error."""
    sys.stderr.write(message.rstrip() + "\n")


def refuse(key: str, /, **params: object) -> NoReturn:
    """Say in one message why the input cannot be used, and exit with 2."""
    _refuse_saying(translate(key, locale(), **params))


def _refuse_saying(message: str) -> NoReturn:
    """Say one line, whatever was given stands in it, and exit with 2."""
    say(" ".join(message.splitlines()))
    raise typer.Exit(BAD_INPUT)


@contextmanager
def bad_input_reported() -> Iterator[None]:
    """Turn any deliberate error into one message and exit with 2."""
    try:
        yield
    except ProblemsError as error:
        places = (problem.place for problem in error.problems)
        reasons = [f"{at}: {why}" for at, why in zip(places, problems_in_words(error), strict=True)]
        _refuse_saying(
            f"{translate(error.message_key, locale(), count=len(reasons))}: {' | '.join(reasons)}"
        )
    except ServiceError as error:
        refuse(error.message_key, **error.params)


def problems_in_words(error: ProblemsError) -> list[str]:
    """Return a sentence for each problem, in the language of messages."""
    return [
        translate(problem.message_key, locale(), **{"label": problem.place, **dict(problem.params)})
        for problem in error.problems
    ]


def day_named(text: str) -> date:
    """Return the day that a text names, or exit with 2."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse("command.not_a_day", text=text[:40])


def day_or_today(text: str) -> date:
    """Return the day that a text names, or today, or exit with 2."""
    return day_named(text) if text else day_of(datetime.now(UTC))


def package_from(directory: Path | None, *, draft: bool = False) -> Package:
    """Return the catalogue of a directory, or of the database when none is named.

    With ``draft`` it is the database's, with every theme as it is being worked on.
    """
    if draft and directory is not None:
        refuse("command.draft_of_directory")
    with bad_input_reported():
        if directory is not None:
            return read_package(directory)
        from runtime import current_package  # noqa: PLC0415 -- the database is heavy, load it late

        return current_package(drafts=draft)


def refusals_reported(package: Package) -> list[str]:
    """Return a line for everything in a catalogue that could not be used."""
    refused = [finding for finding in package.refusals if finding.severity == "error"]
    return [f"{refusal.file}:{refusal.line}: {refusal.message(locale())}" for refusal in refused]


def plan_from(package: Package, code: str) -> ThemePlan:
    """Return the plan of a theme, or exit with 2 as :func:`expect_theme` does."""
    expect_theme(package, code)
    return plan_theme(package, code)


def expect_theme(package: Package, code: str) -> Theme:
    """Return a theme, or exit with 2, saying why its file was refused or naming the closest."""
    themes = package.catalogue.themes
    if code not in themes:
        beginning = f"themes/{code}.y"
        why = next(
            (refusal for refusal in refusals_reported(package) if refusal.startswith(beginning)), ""
        )
        if why:
            _refuse_saying(why)
        refuse("error.design.unknown_theme", code=code[:80], hint=hint_for(code, themes))
    return themes[code]


def hint_for(code: str, known: Mapping[str, Any]) -> str:
    """Return what somebody may have meant whose code does not exist, or nothing."""
    names = {code: str(getattr(part, "name", "")) for code, part in known.items()}
    near = listed(list(near_codes(code, names)), locale())
    return translate("finding.hint", locale(), hint=near) if near else ""


def log_bytes(path: Path) -> bytes:
    """Return what is in a file, or exit with 2."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        refuse("command.input.unreadable", source=path, reason=reason)


def json_object(source: str) -> dict[str, Any]:
    """Return the JSON object in a file, or on standard input for ``-``."""
    raw = _raw_json(source)
    try:
        value = read_json(raw)
    except NotJsonError as error:
        reason = " ".join(problems_in_words(error))
        refuse("command.input.not_json", source=source, reason=reason)
    if not isinstance(value, dict):
        refuse("command.input.not_an_object", source=source)
    return value


def _raw_json(source: str) -> bytes:
    try:
        if source == "-":
            raw = sys.stdin.buffer.read(MAX_JSON_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                raw = file.read(MAX_JSON_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse("command.input.unreadable", source=source, reason=reason)
    if len(raw) > MAX_JSON_BYTES:
        refuse("command.input.too_large", source=source, limit=MAX_JSON_BYTES // 1024 // 1024)
    return raw
