"""``theme diff`` and ``theme impact``: what a change means, for whom, before it is published."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands.inputs import (
    CatalogueOption,
    JsonOption,
    bad_input_reported,
    hint_for,
    locale,
    package_from,
    plan_from,
    refuse,
)
from commands.outputs import print_json, print_line, print_table
from core.i18n import translate
from core.services.queries.compare_versions import (
    Edit,
    Impact,
    Share,
    VersionDifference,
    compare_versions,
    impact_of,
)
from core.services.queries.read_catalogue import Catalogue, ThemePlan

WithOption = Annotated[
    Path | None, typer.Option("--with", help="Catalogue directory to compare with.")
]
VersionArgument = Annotated[str, typer.Argument(help="A number, draft, or library.")]


def diff(
    code: str,
    before: VersionArgument = "",
    after: VersionArgument = "",
    *,
    catalogue: CatalogueOption = None,
    other: WithOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell in which situations two versions of a theme come to different things."""
    if (catalogue is None) != (other is None) or bool(before) != bool(after):
        refuse("command.diff.which")
    if catalogue is not None and other is not None:
        first, second = _plan_in(catalogue, code), _plan_in(other, code)
    elif before:
        first, second = _published(code, before), _published(code, after)
    else:
        refuse("command.diff.which")
    difference = compare_versions(first, second).difference
    if as_json:
        print_json({"theme": code, **difference_document(difference)})
    else:
        _print_difference(difference)


def _plan_in(directory: Path, code: str) -> ThemePlan:
    package = package_from(directory)
    return plan_from(package, code)


def _published(code: str, which: str) -> ThemePlan:
    from runtime import theme_queries  # noqa: PLC0415 -- the database is heavy, load it late

    with bad_input_reported():
        return theme_queries().plan_of_version(code, which)


def difference_document(difference: VersionDifference) -> dict[str, Any]:
    """Return a difference as it stands in JSON."""
    return {
        "situations": difference.situations,
        "changed": difference.changed,
        "outcomes_changed": difference.outcomes_changed,
        "proved": difference.changed is not None,
        "witness": difference.witness,
        "changes": [
            {
                "kind": change.kind,
                "key": change.key,
                "name": change.name,
                "comes_in": _share(change.comes_in),
                "goes_out": _share(change.goes_out),
            }
            for change in difference.changes
        ],
        "edits": [_edit(edit) for edit in difference.edits],
    }


def _share(share: Share) -> dict[str, Any]:
    return {"situations": share.situations, "witness": share.witness}


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "place": edit.place,
        "attribute": edit.attribute,
        "before": edit.before,
        "after": edit.after,
        "situations": edit.situations,
    }


def _print_difference(difference: VersionDifference) -> None:
    if difference.changed is None:
        print_line(translate("command.diff.uncounted", locale()))
    else:
        words = {
            "changed": f"{difference.changed:,}",
            "outcomes": f"{difference.outcomes_changed:,}",
            "situations": f"{difference.situations:,}",
        }
        print_line(translate("command.diff.changed", locale(), **words))
    if difference.changes:
        print_line()
        print_table(
            _head("diff", "kind", "key", "name", "comes_in", "goes_out"),
            [
                (
                    translate(f"command.diff.kind.{change.kind}", locale()),
                    change.key,
                    change.name,
                    f"{change.comes_in.situations:,}",
                    f"{change.goes_out.situations:,}",
                )
                for change in difference.changes
            ],
        )
    if difference.edits:
        print_line()
        print_table(
            _head("diff", "place", "attribute", "before", "after"),
            [
                (edit.place, edit.attribute, _short(edit.before), _short(edit.after))
                for edit in difference.edits
            ],
        )


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def impact(matter: str, *, catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """Tell which themes, running cases and departments a change of a matter touches."""
    package = package_from(catalogue)
    _expect_matter(package.catalogue, matter)
    found = impact_of(matter, package.catalogue, {} if catalogue else _running(matter))
    if as_json:
        print_json(_impact_document(found))
    else:
        _print_impact(found)


def _expect_matter(catalogue: Catalogue, code: str) -> None:
    if code not in catalogue.matters:
        hint = hint_for(code, catalogue.matters)
        refuse("command.impact.unknown", matter=code[:80], hint=hint)


def _running(matter: str) -> dict[tuple[str, int], int]:
    from runtime import theme_queries  # noqa: PLC0415 -- as above

    return dict(theme_queries().running_cases(matter))


def _impact_document(impact: Impact) -> dict[str, Any]:
    return {
        "matter": impact.matter,
        "name": impact.name,
        "department": impact.department,
        "themes": [
            {
                "theme": reach.theme,
                "name": reach.name,
                "applies": reach.applies,
                "situations": reach.situations,
                "witness": reach.witness,
            }
            for reach in impact.reaches
        ],
        "departments": list(impact.departments),
        "running_cases": [
            {"theme": theme, "version": version, "cases": number}
            for (theme, version), number in sorted(impact.running.items())
        ],
    }


def _print_impact(impact: Impact) -> None:
    print_line(f"{impact.matter} {impact.name} ({impact.department})")
    print_line()
    print_table(
        _head("impact", "theme", "name", "applies", "situations", "running"),
        [
            (
                reach.theme,
                reach.name,
                "?" if reach.applies is None else f"{reach.applies:,}",
                "?" if reach.situations is None else f"{reach.situations:,}",
                sum(n for (theme, _), n in impact.running.items() if theme == reach.theme),
            )
            for reach in impact.reaches
        ],
    )
    departments = ", ".join(impact.departments)
    print_line()
    print_line(translate("command.impact.departments", locale(), departments=departments))
    if impact.running:
        print_line(translate("command.impact.keep", locale()))


def _head(command: str, *names: str) -> list[str]:
    return [translate(f"command.{command}.head.{name}", locale()) for name in names]
