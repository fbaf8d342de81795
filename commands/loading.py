"""``catalogue load``: a newer catalogue for an installation that is running."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.inputs import JsonOption, bad_input_reported, locale, refuse, say
from commands.outputs import finding_document, print_json, print_line
from core.i18n import listed, translate
from core.services.queries.read_catalogue import Changes, files_of, is_catalogue_file
from core.staff.models import OPERATOR

if TYPE_CHECKING:
    from core.services.designers.publish_first_versions import FirstVersion
    from core.services.library.load_catalogue import Revision, TouchedTheme

DirectoryArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The newer catalogue.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Take it; without this, only look.")]


def load(
    directory: DirectoryArgument, *, yes: YesOption = False, as_json: JsonOption = False
) -> None:
    """Show what a newer catalogue would change, and take it with --yes.

    Published versions and drafts stay. Themes that nobody has published or worked on are
    published as version 1 if they are proved, and become drafts if not.
    """
    with bad_input_reported():
        files = files_of(directory)
        if not any(map(is_catalogue_file, files)):
            refuse("command.load.empty", directory=directory)
        from runtime import catalogue_loading  # noqa: PLC0415 -- the database is heavy

        loading = catalogue_loading()
        revision = loading.compare(OPERATOR, files)
    is_taken = yes and not revision.errors
    first = _take(files) if is_taken else ()
    if as_json:
        print_json(_document(revision, first, is_taken=is_taken))
    else:
        _print(revision, first, is_taken=is_taken)
    if revision.errors:
        say(translate("error.design.catalogue_refused", locale(), count=len(revision.errors)))
    raise typer.Exit(int(bool(revision.errors)))


def _take(files: dict[str, bytes]) -> "tuple[FirstVersion, ...]":
    from runtime import catalogue_loading, publish_what_is_new  # noqa: PLC0415 -- as above

    with bad_input_reported():
        catalogue_loading().take(OPERATOR, files)
        return publish_what_is_new()


def _document(
    revision: "Revision", first: "tuple[FirstVersion, ...]", *, is_taken: bool
) -> dict[str, Any]:
    return {
        "loaded": is_taken,
        "files": _changes(revision.files),
        "made_here": [
            {"file": name, "by": made.changed_by, "at": made.changed_at.isoformat()}
            for name, made in revision.made_here.items()
        ],
        **{kind: _changes(changes) for kind, changes in revision.declared.items()},
        "touched": [_touched(theme) for theme in revision.touched],
        "new_themes": list(revision.new_themes),
        "kept_themes": list(revision.kept_themes),
        "published": [version.code for version in first if version.trouble is None],
        "drafts": [
            {"theme": publication.code, "why": why} for publication, why in _troubles(first)
        ],
        "findings": [finding_document(finding, locale()) for finding in revision.findings],
    }


def _changes(changes: Changes) -> dict[str, list[str]]:
    return {
        "added": list(changes.added),
        "changed": list(changes.changed),
        "removed": list(changes.removed),
    }


def _touched(theme: "TouchedTheme") -> dict[str, Any]:
    difference = theme.difference
    return {
        "theme": theme.code,
        "name": theme.name,
        "published": theme.published,
        "draft": theme.is_draft,
        "running": theme.running,
        "parts": {kind: _changes(changes) for kind, changes in theme.parts.items()},
        "situations": difference.situations if difference else None,
        "changed": difference.outcomes_changed if difference else None,
        "edits": len(difference.edits) if difference else None,
    }


def _troubles(first: "tuple[FirstVersion, ...]") -> "Iterator[tuple[FirstVersion, str]]":
    for publication in first:
        if publication.trouble is not None:
            yield (
                publication,
                translate(publication.trouble.message_key, locale(), **publication.trouble.params),
            )


def _print(revision: "Revision", first: "tuple[FirstVersion, ...]", *, is_taken: bool) -> None:
    for found in revision.new_findings:
        print_line(f"{found.file}:{found.line}: {found.severity.value} {found.rule} ({found.at})")
        print_line(f"  {found.message(locale())}")
    if len(revision.findings) > len(revision.new_findings):
        print_line(_say("as_before", n=len(revision.findings) - len(revision.new_findings)))
    for line in _lines(revision):
        print_line(line)
    _print_outcome(revision, first, is_taken=is_taken)


def _lines(revision: "Revision") -> Iterator[str]:
    yield from _change_lines("files", revision.files)
    for kind, changes in revision.declared.items():
        yield from _change_lines(kind, changes)
    for name, file in revision.made_here.items():
        day = file.changed_at.date().isoformat()
        yield _say("made_here", file=name, by=file.changed_by, day=day)
    for theme in revision.touched:
        yield _touched_line(theme)
    for key, codes in (("new", revision.new_themes), ("kept", revision.kept_themes)):
        if codes:
            yield _say(f"{key}_themes", themes=listed(list(codes), locale()))


def _change_lines(kind: str, changes: Changes) -> Iterator[str]:
    named = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    for way, names in named.items():
        if names:
            what = _say(f"kind.{kind}")
            yield _say(way, what=what, n=len(names), names=listed(list(names), locale()))


def _touched_line(theme: "TouchedTheme") -> str:
    codes = [
        name
        for changes in theme.parts.values()
        for name in (*changes.added, *changes.changed, *changes.removed)
    ]
    state = _say("draft" if theme.is_draft else "published", number=theme.published or 0)
    params = {"theme": theme.code, "name": theme.name, "state": state, "running": theme.running}
    difference = theme.difference
    if difference is None:
        effect = _say("effect_unknown")
    elif difference.outcomes_changed is None:
        effect = _say("effect_uncounted", edits=len(difference.edits))
    else:
        numbers = {"changed": f"{difference.outcomes_changed:,}", "edits": len(difference.edits)}
        effect = _say("effect", situations=f"{difference.situations or 0:,}", **numbers)
    return _say("touched", **params, parts=listed(codes, locale()), effect=effect)


def _print_outcome(
    revision: "Revision", first: "tuple[FirstVersion, ...]", *, is_taken: bool
) -> None:
    if is_taken:
        published = listed(
            [publication.code for publication in first if publication.trouble is None], locale()
        )
        print_line(_say("loaded", published=published or _say("nothing")))
        for publication, why in _troubles(first):
            print_line(_say("left_draft", theme=publication.code, why=why))
    elif not revision.files:
        print_line(_say("same"))
    elif not revision.errors:
        print_line(_say("not_yet"))


def _say(key: str, **params: object) -> str:
    return translate(f"command.load.{key}", locale(), **params)
