"""``theme import --as package``: what a theme from elsewhere would change here, then a draft."""

from pathlib import Path
from typing import Any

import typer

from commands.comparing import difference_document
from commands.inputs import bad_input_reported, locale, package_from, problems_in_words, refuse, say
from commands.outputs import print_json, print_line
from core.errors import NotThemePackageError, ProblemsError
from core.i18n import listed, translate
from core.services.queries.read_packages import Draft, PackageComparison, compare_with_catalogue
from core.staff.models import OPERATOR


def take_package(content: bytes, catalogue: Path | None, *, yes: bool, as_json: bool) -> None:
    """Show what a package would change, and take it as a draft with ``yes``."""
    if yes and catalogue is not None:
        refuse("command.package.no_draft")
    try:
        compared = _compared(content, catalogue)
    except NotThemePackageError as error:
        tell_problems(error, as_json=as_json)
        raise typer.Exit(1) from error
    draft = _taken(content) if yes else None
    if as_json:
        print_json(_document(compared, draft))
    else:
        _print(compared, draft)


def _compared(content: bytes, catalogue: Path | None) -> PackageComparison:
    if catalogue is not None:
        return compare_with_catalogue(content, package_from(catalogue).catalogue)
    from runtime import package_import  # noqa: PLC0415 -- the database is heavy, load it late

    return package_import().compare(OPERATOR, content)


def _taken(content: bytes) -> Draft:
    from runtime import package_import  # noqa: PLC0415 -- as above

    with bad_input_reported():
        return package_import().take(OPERATOR, content)


def _document(compared: PackageComparison, draft: Draft | None) -> dict[str, Any]:
    theme, difference = compared.package.theme, compared.difference
    return {
        "theme": theme.model_dump(mode="json", by_alias=True, exclude_unset=True),
        "problems": [],
        "checksum": compared.package.checksum,
        "code": compared.code,
        "is_new": compared.is_new,
        "library": {
            kind: {"added": list(changes.added), "kept": list(changes.changed)}
            for kind, changes in compared.library.items()
        },
        "difference": difference_document(difference) if difference else None,
        "draft": {"code": draft.code, "revision": draft.revision} if draft else None,
    }


def _print(compared: PackageComparison, draft: Draft | None) -> None:
    theme = compared.package.theme
    key = "new" if compared.is_new else "known"
    print_line(_say(key, theme=theme.code, name=theme.name, code=compared.code))
    print_line(_say("checksum", checksum=compared.package.checksum))
    for kind, changes in compared.library.items():
        what = translate(f"command.load.kind.{kind}", locale())
        for way, names in (("added", changes.added), ("kept", changes.changed)):
            if names:
                named = listed(list(names), locale())
                print_line(_say(way, what=what, n=len(names), names=named))
    if compared.difference is not None:
        found = compared.difference
        print_line(_say("difference", changes=len(found.changes), edits=len(found.edits)))
    if draft is None:
        print_line(_say("not_yet"))
    else:
        print_line(_say("taken", code=draft.code, revision=draft.revision))


def _say(key: str, **params: object) -> str:
    return translate(f"command.package.{key}", locale(), **params)


def tell_problems(error: ProblemsError, *, as_json: bool) -> None:
    """Tell everything that is wrong with a document, in words and as JSON."""
    problems = [
        {"place": problem.place, "rule": problem.rule, "message": message}
        for problem, message in zip(error.problems, problems_in_words(error), strict=True)
    ]
    if as_json:
        print_json({"theme": None, "problems": problems})
    say(translate(error.message_key, locale(), **error.params))
    for found in problems:
        say(found["message"])
